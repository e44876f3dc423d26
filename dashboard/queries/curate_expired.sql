-- One row per person whom dated articles name with a role outside every term that is known of it, the most often first.
with
    holders as (
        select actor_id, min(held_from) as first_day, max(coalesce(held_until, date '9999-12-31')) as last_day
        from actor_roles
        where held_from is not null
        group by actor_id
    )
select
    actor_name,
    actor_id,
    count(*) as mention_count,
    count(distinct article_id) as article_count,
    mode(role_text order by role_text) as role_text,
    min(published_on) as first_named_on,
    max(published_on) as last_named_on,
    any_value(first_day) as first_day,
    nullif(any_value(last_day), date '9999-12-31') as last_day
from mentions
join holders using (actor_id)
join article_dates using (article_id)
where role_text is not null and published_on is not null and (published_on < first_day or published_on > last_day)
group by actor_name, actor_id
order by mention_count desc, actor_id
limit 200
