-- One row a mention_id of `touched` that stands twice.
select mention_id, count(*) as times from mentions semi join touched using (article_id) group by all having times > 1
