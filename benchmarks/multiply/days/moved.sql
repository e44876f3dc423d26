-- One row an article and copy of the seed: its clues as they are, its days moved.
create or replace temp table clone_days as
select
    clone,
    date_clues,
    acts,
    seed_article_dates.* replace (
        earlier(published_on, clone) as published_on,
        year(earlier(published_on, clone))::integer as published_year,
        month(earlier(published_on, clone))::integer as published_month,
        day(earlier(published_on, clone))::integer as published_day,
        earlier(published_no_earlier, clone) as published_no_earlier,
        earlier(published_no_later, clone) as published_no_later
    )
from seed_article_dates
join seed_article_texts using (article_id)
join seed_story_terms using (article_id)
cross join (select unnest(range($first, $past))::bigint as clone)
