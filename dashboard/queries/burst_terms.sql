-- One row per word that tells the articles of the events that the filters keep from all others, the most telling first;
-- of two hundred articles at most, drawn by their ids, which are hashes.
with
    chosen as materialized (
        select distinct 0 as part, article_id
        from {kept_events} as kept
        join report_events using (event_id)
        join report_codings using (report_id)
        order by article_id
        limit 200
    )
select *
from {telling_terms}
order by weight desc, term
