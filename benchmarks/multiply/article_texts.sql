insert into article_texts by name
select
    seed_article_texts.* replace (name as article_id, name as document_id, clone_days.date_clues as date_clues)
from seed_article_texts
join article_names using (article_id)
join clone_days using (clone, article_id)
