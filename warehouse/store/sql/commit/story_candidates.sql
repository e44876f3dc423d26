-- One row an article (article_id) of the lake that shares a key with one of `new_terms`, its days overlapping or within
-- $window days; or $more keys, where the day of one of the two is not known to $known days.
with wanted as (
    select
        article_id as wanted_id,
        unnest(keys) as "key",
        no_earlier,
        no_later,
        coalesce(no_later - no_earlier <= $known, false) as is_known
    from new_terms
),
keys as (
    select
        article_id,
        unnest(keys) as "key",
        no_earlier,
        no_later,
        coalesce(no_later - no_earlier <= $known, false) as is_known
    from story_terms
),
hits as (
    select keys.article_id
    from keys
    join wanted
        on wanted."key" = keys."key"
        and coalesce(wanted.no_earlier <= keys.no_later + $window, true)
        and coalesce(keys.no_earlier <= wanted.no_later + $window, true)
    group by keys.article_id, wanted.wanted_id
    having count(*) >= $more or any_value(keys.is_known and wanted.is_known)
)
select distinct article_id from hits
