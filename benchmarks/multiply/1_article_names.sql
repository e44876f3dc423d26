-- One row an article and copy: its new id, and the groups that it is in, named by their new smallest members.
create or replace temp table article_names as
with named as (
    select clone, seed_article_groups.*, sha256(article_id || '/' || clone) as name
    from seed_article_groups
    cross join clones
)
select
    clone,
    article_id,
    name,
    is_original,
    min(name) over (partition by clone, copy_group_id) as copy_group_id,
    min(name) over (partition by clone, story_id) as story_id,
    min(name) over (partition by clone, family_id) as family_id,
    story_id as seed_story_id
from named
