-- One row per mention of the article asked for, in the order of its text.
select
    mention_id, sentence_index, start, "end", text, mention_kind, is_place, actor_id, actor_name,
    country_code, sector_code, role_text, confidence, method, candidates
from mentions
where article_id = $article
order by sentence_index, start
