-- One row per version of the coder whose reports are in the lake, with how many it made.
select coder_version, count(*) as report_count
from report_codings
group by all
order by report_count desc, coder_version
