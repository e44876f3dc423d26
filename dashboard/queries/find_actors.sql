-- One row per actor whose name, or a form of it in the texts, holds the words asked for; the most mentioned first.
with
    named as (
        select actor_id
        from actors
        where contains(lower(actor_name), lower($name_part)) or actor_id = $name_part
        union
        select actor_id
        from actor_forms
        where actor_id is not null and mention_kind in ('name', 'acronym') and contains(lower(text), lower($name_part))
    ),
    mentioned as (
        select actor_id, sum(mention_count)::bigint as mention_count
        from actor_forms
        group by actor_id
    )
select actor_id, actor_name, actor_type, country_code, coalesce(mention_count, 0) as mention_count
from actors
left join mentioned using (actor_id)
where actor_id in (from named)
order by mention_count desc, actor_id
limit 50
