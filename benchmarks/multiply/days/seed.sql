-- One row an article of the seed: its days, and what it says of them.
select seed_article_dates.*, date_clues
from seed_article_dates
join seed_article_texts using (article_id)
