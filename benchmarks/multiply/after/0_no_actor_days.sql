delete from actor_days where day is null
