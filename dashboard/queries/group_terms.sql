-- One row per group of actors and word that tells the texts that name two or more of them from all others, the most
-- telling first; of sixty texts a group at most among twenty thousand, drawn by their ids, which are hashes.
with
    members as (
        select unnest($members::varchar[]) as actor_id, unnest($groups::int[]) as part
    ),
    drawn as materialized (
        select article_id
        from article_groups
        join article_dates using (article_id)
        where
            is_original
            and ($since::date is null or published_on >= $since::date)
            and ($until::date is null or published_on <= $until::date)
        order by article_id
        limit 20000
    ),
    naming as (
        select part, article_id
        from mentions
        join members using (actor_id)
        where article_id in (select article_id from drawn)
        group by part, article_id
        having count(distinct actor_id) >= 2
    ),
    chosen as materialized (
        select *
        from naming
        qualify row_number() over (partition by part order by article_id) <= 60
    )
select *
from {telling_terms}
order by part, weight desc, term
