-- One row per pair and slice of the days asked for; each slice holds about as many texts as every other. Of the actors
-- most mentioned in all of them together.
with
    sliced as (
        select
            day,
            least($slices::int - 1, (($slices::int * (so_far - texts)) // in_all)::int) as slice
        from {dated_texts}
    ),
    bounds as (
        select slice, min(day) as first_on, max(day) as last_on
        from sliced
        group by slice
    ),
    most_mentioned as (
        select actor_id, actor_name
        from {actors_alone}
        order by alone desc, actor_id
        limit $how_many
    )
select
    slice,
    first_on,
    last_on,
    actor_a_id,
    actor_b_id,
    sum(case $level when 'article' then article_count else sentence_count end)::double as together
from comention_days
join sliced using (day)
join bounds using (slice)
where
    actor_a_id in (select actor_id from most_mentioned)
    and actor_b_id in (select actor_id from most_mentioned)
group by all
having together > 0
order by slice, together desc, actor_a_id, actor_b_id
