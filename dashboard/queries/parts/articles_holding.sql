-- One row per article that holds every term asked for. A term is one word, or several in a row ($terms says of which
-- term each of the $words is, $steps at which place in it); the headline's words have positions below nought.
with
    asked as (
        select unnest($terms::int[]) as term, unnest($steps::int[]) as step, unnest($words::varchar[]) as word
    ),
    sizes as (
        select term, count(*) as size
        from asked
        group by term
    ),
    found as (
        select term, step, size, article_id, positions
        from article_words
        join asked using (word)
        join sizes using (term)
        where
            ($field <> 'title' or positions[1] < 0)
            and ($field <> 'body' or positions[-1] >= 0)
    ),
    holding as (
        select article_id
        from found
        group by article_id
        having count(*) = (select count(*) from asked)
    ),
    placed as (
        select term, size, article_id, unnest(positions) - step as first
        from found
        semi join holding using (article_id)
        where size > 1
    ),
    phrases as (
        select term, article_id
        from placed
        where ($field <> 'title' or first < 0) and ($field <> 'body' or first >= 0)
        group by term, article_id, first, size
        having count(*) = size
    ),
    holding_phrases as (
        select article_id
        from phrases
        group by article_id
        having count(distinct term) = (select count(*) from sizes where size > 1)
    )
select article_id
from holding
where
    (select count(*) from sizes where size > 1) = 0
    or article_id in (from holding_phrases)
