insert into article_texts
select seed_article_texts.* replace (name as article_id, name as document_id)
from seed_article_texts
join article_names using (article_id)
order by clone
