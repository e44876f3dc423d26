-- One row an article (article_id) of the lake whose signature shares a band with one of `new_signatures`.
with wanted as (select distinct unnest(bands) as band from new_signatures)
select distinct article_id
from (select article_id, unnest(bands) as band from copy_signatures)
semi join wanted using (band)
