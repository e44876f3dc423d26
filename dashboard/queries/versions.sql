-- One row per version of the coder whose reports are in the lake, with how many it made.
select coder_version, count(*) as report_count, count(distinct article_id) as article_count
from reports
group by all
order by report_count desc, coder_version
