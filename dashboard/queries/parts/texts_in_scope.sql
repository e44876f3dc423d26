-- One row: how many texts (or sentences of them) the days asked for hold; copies of one text count once.
select coalesce(sum(case $level when 'article' then text_count else sentence_count end), 0)::double as texts
from article_days
where
    ($since::date is null or day >= $since::date)
    and ($until::date is null or day <= $until::date)
