-- One row per pair among the most mentioned actors, or, around one actor, among it and its closest partners.
with
    pairs as (from {measured_pairs}),
    score as (
        select
            *,
            case $measure
                when 'npmi' then npmi
                when 'lift' then lift
                when 'jaccard' then jaccard
                else together
            end as value
        from pairs
    ),
    most_mentioned as (
        select actor_id
        from {actors_alone}
        where $focus is null
        order by alone desc, actor_id
        limit $how_many
    ),
    partners as (
        select case when actor_a_id = $focus then actor_b_id else actor_a_id end as actor_id
        from score
        where $focus in (actor_a_id, actor_b_id)
        order by value desc, together desc, actor_id
        limit $how_many
    ),
    chosen as (
        select actor_id from most_mentioned
        union
        select actor_id from partners
        union
        select $focus::varchar where $focus is not null
    )
select *
from score
where actor_a_id in (from chosen) and actor_b_id in (from chosen)
order by value desc, together desc, actor_a_id, actor_b_id
