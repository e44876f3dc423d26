-- One row an article (article_id) that tells of an act (four stems shared) that one of `asked` (article_id) tells of
-- too, where one of the two is dated to the month by itself and the other not to the day.
with acts as (
    select
        article_id,
        generate_subscripts(acts, 1) as act,
        unnest(acts) as stems,
        no_earlier is not distinct from no_later and no_earlier is not null as is_dated,
        coalesce(no_later - no_earlier <= 31, false) as is_known
    from story_terms
    where len(acts) > 0
),
stems as (select article_id, act, unnest(stems) as stem, is_dated, is_known from acts),
wanted as (select stems.* from stems semi join asked using (article_id)),
same as (
    select stems.article_id
    from wanted
    join stems
        on stems.stem = wanted.stem
        and stems.article_id <> wanted.article_id
        and ((stems.is_known and not wanted.is_dated) or (wanted.is_known and not stems.is_dated))
    group by wanted.article_id, wanted.act, stems.article_id, stems.act
    having count(*) >= 4
)
select distinct article_id from same
