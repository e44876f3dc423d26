-- One row an article of the seed: its story, and what it says of its day.
select article_id, story_id, date_clues
from seed_article_texts
join seed_article_groups using (article_id)
