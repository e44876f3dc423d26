insert into mentions
select
    seed_mentions.* replace (
        left(sha256(mention_id || '/' || clone), 24) as mention_id,
        name as article_id,
        actor_of(actor_id, clone) as actor_id
    )
from seed_mentions
join article_names using (article_id)
where
    hash(mention_id) % $keep = 0
    or mention_id in (
        select unnest([source_mention_id, target_mention_id])
        from seed_report_codings
        join report_names using (report_id)
        where report_names.clone = article_names.clone
    )
order by clone
