-- One row an article of the lake that shares a key with one of `new_terms`, its days overlapping or within $window days.
with wanted as (select unnest(keys) as "key", no_earlier, no_later from new_terms),
keys as (select article_id, unnest(keys) as "key", no_earlier, no_later from story_terms),
hits as (
    select distinct article_id
    from keys
    join wanted
        on wanted."key" = keys."key"
        and coalesce(wanted.no_earlier <= keys.no_later + $window, true)
        and coalesce(keys.no_earlier <= wanted.no_later + $window, true)
)
select story_terms.* from story_terms semi join hits using (article_id)
