-- One row per article that the filters on articles keep.
select article_id, published_on, publisher, language, copy_group_id
from articles
where
    (len($publishers::varchar[]) = 0 or list_contains($publishers::varchar[], publisher))
    and (len($languages::varchar[]) = 0 or list_contains($languages::varchar[], language))
