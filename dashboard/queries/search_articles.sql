-- One row per article that holds every word and phrase asked for, in its title or body, the latest first.
with
    -- A look for the bare letters first: it is cheap, and leaves few texts for the look at whole words.
    holding as (
        select article_id, title, body, publisher, published_on, copy_group_id, is_original
        from articles
        where
            len(list_filter(
                $words::varchar[],
                lambda word: contains(
                    lower(case $field when 'title' then '' else body end
                    || chr(10) || case $field when 'body' then '' else coalesce(title, '') end),
                    word
                )
            )) = len($words::varchar[])
            and ($since::date is null or published_on >= $since::date)
            and ($until::date is null or published_on <= $until::date)
            and (len($publishers::varchar[]) = 0 or list_contains($publishers::varchar[], publisher))
            and (len($languages::varchar[]) = 0 or list_contains($languages::varchar[], language))
            and (
                len($actors::varchar[]) = 0
                or article_id in (select article_id from mentions where list_contains($actors::varchar[], actor_id))
            )
    )
select
    article_id,
    publisher,
    published_on,
    copy_group_id,
    is_original,
    coalesce(
        len(list_filter($patterns::varchar[], lambda pattern: regexp_matches(title, pattern, 'i')))
        = len($patterns::varchar[]),
        false
    ) as in_title
from holding
where
    len(list_filter(
        $patterns::varchar[],
        lambda pattern: regexp_matches(
            case $field when 'title' then '' else body end
            || chr(10) || case $field when 'body' then '' else coalesce(title, '') end,
            pattern,
            'i'
        )
    )) = len($patterns::varchar[])
order by published_on desc nulls last, article_id
limit 20000
