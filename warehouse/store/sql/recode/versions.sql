-- One row a version of the coder that made articles of the lake: what it was made of, null where that was not kept.
select coder_version, made_of, overlay, count(*) as article_count
from article_texts
left join coders using (coder_version)
group by all
order by coder_version
