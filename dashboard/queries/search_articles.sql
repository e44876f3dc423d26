-- One row per article that holds every word and phrase asked for and that the filters keep, the latest first.
select
    article_id,
    publisher,
    published_on,
    copy_group_id
from {articles_holding}
join article_texts using (article_id)
join article_dates using (article_id)
join article_groups using (article_id)
where
    ($since::date is null or published_on >= $since::date)
    and ($until::date is null or published_on <= $until::date)
    and (len($publishers::varchar[]) = 0 or list_contains($publishers::varchar[], publisher))
    and (len($languages::varchar[]) = 0 or list_contains($languages::varchar[], language))
    and (
        len($actors::varchar[]) = 0
        or article_id in (select article_id from mentions where list_contains($actors::varchar[], actor_id))
    )
order by published_on desc nulls last, article_id
