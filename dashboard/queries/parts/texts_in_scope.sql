-- One row: how many texts (or sentences of them) the days asked for hold; copies of one text count once.
select
    case $level
        when 'article' then count(*)
        else coalesce(sum(len(sentence_spans) + (title is not null)::integer), 0)
    end::double as texts
from articles
where
    is_original
    and ($since::date is null or published_on >= $since::date)
    and ($until::date is null or published_on <= $until::date)
