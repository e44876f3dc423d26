-- One row per part of `chosen` (part, article_id) and word that tells its texts from all others, the eight most telling
-- first: its share of those texts times the logarithm of how much that exceeds its share of all articles.
with
    texts as materialized (
        select article_id, coalesce(title, '') || ' ' || coalesce(lead, '') || ' ' || body as words
        from article_texts
        where article_id in (select article_id from chosen)
    ),
    held as (
        select distinct article_id, unnest(regexp_extract_all(lower(strip_accents(words)), '[\pL\pN]+')) as term
        from texts
    ),
    sizes as (
        select part, count(*) as text_count
        from chosen
        group by part
    ),
    frequent as (
        select part, term, count(*) as inside
        from chosen
        join held using (article_id)
        where length(term) > 2 and not regexp_full_match(term, '[0-9]+')
        group by part, term
        having count(*) >= 2
        qualify row_number() over (partition by part order by count(*) desc, term) <= 300
    ),
    everywhere as (
        select word as term, count(*) as everywhere
        from article_words
        where word in (select term from frequent)
        group by word
    )
select
    part,
    term,
    inside,
    text_count,
    everywhere,
    (inside / text_count) * ln((inside / text_count) / (everywhere / (select sum(article_count) from article_days)))
        as weight
from frequent
join sizes using (part)
join everywhere using (term)
where inside / text_count > everywhere / (select sum(article_count) from article_days)
qualify row_number() over (partition by part order by weight desc, term) <= 8
