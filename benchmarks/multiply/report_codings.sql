insert into report_codings
select
    seed_report_codings.* replace (
        report_names.name as report_id,
        article_names.name as article_id,
        left(sha256(source_mention_id || '/' || clone), 24) as source_mention_id,
        left(sha256(target_mention_id || '/' || clone), 24) as target_mention_id,
        actor_of(source_actor_id, clone) as source_actor_id,
        actor_of(target_actor_id, clone) as target_actor_id,
        actor_of(attributed_to_actor_id, clone) as attributed_to_actor_id
    )
from seed_report_codings
join report_names using (report_id)
join article_names using (article_id, clone)
