-- One row a document to learn from: of each copy group of a publisher the one with the smallest id, at most $most of
-- a publisher, chosen by id so that they are spread over time; publishers with fewer than $fewest are left out.
with told as (
    select article_id, publisher, title
    from article_texts join article_groups using (article_id)
    where publisher is not null
    qualify row_number() over (partition by publisher, copy_group_id order by article_id) = 1
)
select article_id, publisher, title
from told
qualify
    count(*) over (partition by publisher) >= $fewest
    and row_number() over (partition by publisher order by article_id) <= $most
order by publisher, article_id
