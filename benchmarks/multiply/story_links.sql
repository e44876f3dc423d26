insert into story_links
select seed_story_links.* replace (name as article_id)
from seed_story_links
join article_names using (article_id)
order by clone
