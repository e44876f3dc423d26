insert into article_dates
select
    seed_article_dates.* replace (
        name as article_id,
        earlier(published_on, clone) as published_on,
        year(earlier(published_on, clone))::integer as published_year,
        month(earlier(published_on, clone))::integer as published_month,
        day(earlier(published_on, clone))::integer as published_day,
        earlier(published_no_earlier, clone) as published_no_earlier,
        earlier(published_no_later, clone) as published_no_later
    )
from seed_article_dates
join article_names using (article_id)
order by clone
