-- One row a resolved mention in an article published on one of the days of `asked` (day, null for undated).
select mentions.article_id, sentence_index, actor_id, is_place
from mentions
join article_dates using (article_id)
where actor_id is not null and exists (select 1 from asked where asked.day is not distinct from published_on)
