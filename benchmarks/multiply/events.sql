insert into events
with event_names as (select distinct clone, seed_event_id, event_id as name from report_names),
stories as (select distinct clone, seed_story_id, story_id as story_name from article_names)
select
    seed_events.* replace (
        name as event_id,
        actor_of(source_actor_id, event_names.clone) as source_actor_id,
        actor_of(target_actor_id, event_names.clone) as target_actor_id,
        earlier(event_on, event_names.clone) as event_on,
        earlier(first_reported_on, event_names.clone) as first_reported_on,
        earlier(last_reported_on, event_names.clone) as last_reported_on,
        story_name as story_id
    )
from seed_events
join event_names on seed_event_id = event_id
left join stories on stories.clone = event_names.clone and seed_story_id = seed_events.story_id
