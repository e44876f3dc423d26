delete from actor_days
