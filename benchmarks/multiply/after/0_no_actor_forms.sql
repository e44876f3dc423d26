delete from actor_forms
