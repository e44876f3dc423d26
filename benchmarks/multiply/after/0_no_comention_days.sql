delete from comention_days where day is null
