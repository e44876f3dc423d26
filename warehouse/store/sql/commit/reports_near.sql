-- One row a report (report_id) that may tell of the same act as one of the reports of `asked` (article_id), those
-- included: of the same bucket, and of a month, story or copy group in common.
with touched as (
    select distinct bucket, first_month, last_month, story_id, copy_group_id
    from report_events
    join report_codings using (report_id)
    join article_groups using (article_id)
    semi join asked using (article_id)
),
kin as (
    select article_id, bucket
    from article_groups
    join (select distinct bucket, story_id from touched) using (story_id)
    union
    select article_id, bucket
    from article_groups
    join (select distinct bucket, copy_group_id from touched) using (copy_group_id)
)
select report_id
from report_events
semi join touched
    on report_events.bucket = touched.bucket
    and report_events.first_month <= touched.last_month
    and touched.first_month <= report_events.last_month
union
select report_id
from report_events
join report_codings using (report_id)
semi join kin
    on report_events.bucket = kin.bucket
    and report_codings.article_id = kin.article_id
