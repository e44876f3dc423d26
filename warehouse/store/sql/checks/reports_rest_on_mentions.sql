-- One row a report of `touched` whose source or target is no mention of its article.
select report_id, article_id
from report_codings
semi join touched using (article_id)
where
    (source_mention_id is not null and source_mention_id not in (
        select mention_id from mentions semi join touched using (article_id)
    ))
    or (target_mention_id is not null and target_mention_id not in (
        select mention_id from mentions semi join touched using (article_id)
    ))
