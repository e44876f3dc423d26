-- One row per pair of the most mentioned actors that reaches the support floor in one period or the other: of 1,000
-- texts (or sentences), how many held both before the split, how many after it, and the difference.
with
    most_mentioned as (
        select actor_id, actor_name
        from {actors_alone}
        order by alone desc, actor_id
        limit $how_many
    ),
    before as (
        with paired as (
            from {pair_days:before}
            where
                actor_a_id in (select actor_id from most_mentioned)
                and actor_b_id in (select actor_id from most_mentioned)
        )
        from {actors_together}
    ),
    after as (
        with paired as (
            from {pair_days:after}
            where
                actor_a_id in (select actor_id from most_mentioned)
                and actor_b_id in (select actor_id from most_mentioned)
        )
        from {actors_together}
    ),
    scope_before as (from {texts_in_scope:before}),
    scope_after as (from {texts_in_scope:after}),
    both_periods as (
        select
            actor_a_id,
            actor_b_id,
            coalesce(before.together, 0) as together_before,
            coalesce(after.together, 0) as together_after
        from before
        full join after using (actor_a_id, actor_b_id)
    )
select
    actor_a_id,
    actor_b_id,
    a.actor_name as name_a,
    b.actor_name as name_b,
    together_before,
    together_after,
    scope_before.texts as texts_before,
    scope_after.texts as texts_after,
    1000 * together_before / scope_before.texts as share_before,
    1000 * together_after / scope_after.texts as share_after,
    1000 * together_after / scope_after.texts - 1000 * together_before / scope_before.texts as change
from both_periods
join most_mentioned as a on a.actor_id = actor_a_id
join most_mentioned as b on b.actor_id = actor_b_id
cross join scope_before
cross join scope_after
where
    greatest(together_before, together_after) >= $floor
    and scope_before.texts > 0
    and scope_after.texts > 0
order by abs(change) desc, actor_a_id, actor_b_id
