insert into mentions
select
    seed_mentions.* replace (
        left(sha256(mention_id || '/' || clone), 24) as mention_id,
        name as article_id,
        actor_of(actor_id, clone) as actor_id
    )
from seed_mentions
join article_names using (article_id)
left join mentions_kept using (clone, mention_id)
where mentions_kept.mention_id is not null or hash(seed_mentions.mention_id) % $keep = 0
