insert into article_days by name
select earlier(day, clone) as day, publisher, language, article_count, text_count, sentence_count
from seed_article_days
cross join clones
where day is not null
order by day
