delete from comention_days
