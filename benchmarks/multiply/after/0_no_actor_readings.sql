delete from actor_readings
