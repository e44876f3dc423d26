-- One row per pair among the most mentioned actors, or, around one actor, among it and its closest partners.
with
    alone as materialized (from {actors_alone}),
    partners as (
        with
            paired as (from {pair_days} where actor_a_id = $focus or actor_b_id = $focus),
            together as (from {actors_together})
        select case when actor_a_id = $focus then actor_b_id else actor_a_id end as actor_id
        from {scored_pairs}
        order by value desc, together desc, actor_id
        limit $how_many
    ),
    most_mentioned as (
        select actor_id
        from alone
        where $focus is null
        order by alone desc, actor_id
        limit $how_many
    ),
    chosen as materialized (
        select actor_id from most_mentioned
        union
        select actor_id from partners
        union
        select $focus::varchar where $focus is not null
    ),
    paired as (
        from {pair_days}
        where actor_a_id in (from chosen) and actor_b_id in (from chosen)
    ),
    together as materialized (from {actors_together})
from {scored_pairs}
order by value desc, together desc, actor_a_id, actor_b_id
