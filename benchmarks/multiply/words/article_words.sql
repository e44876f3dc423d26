insert into article_words
select seed_article_words.* replace (name as article_id)
from seed_article_words
join article_names using (article_id)
where clone >= $first and clone < $past
