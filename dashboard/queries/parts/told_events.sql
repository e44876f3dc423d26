-- One row per event of `page`, with the sentence of its surest report and where in the article its words stand.
with
    -- Ids before rows: codings lie in the order of their articles, and are read where these articles are alone.
    telling as materialized (
        select report_id, event_id
        from report_events
        where event_id in (select event_id from page)
    ),
    located as materialized (
        select report_id, article_id, event_id
        from report_codings
        join telling using (report_id)
        qualify row_number() over (partition by event_id order by confidence desc, report_id desc) = 1
    ),
    surest as materialized (
        select report_codings.*, event_id
        from report_codings
        join located using (article_id, report_id)
    ),
    parties as materialized (
        select mention_id, start, "end", sentence_index
        from mentions
        where article_id in (select article_id from surest)
    ),
    texts as materialized (
        select article_id, title, body, sentence_spans, publisher
        from article_texts
        where article_id in (select article_id from surest)
    ),
    days as materialized (
        select article_id, published_on
        from article_dates
        where article_id in (select article_id from surest)
    )
select
    page.event_id, page.day, page.event_on, page.event_precision, page.event_type, page.event_mode,
    page.cameo_code, page.quad_class, page.status, page.source_name, page.target_name,
    page.source_actor_id, page.target_actor_id, page.place_name, page.report_count, page.article_count,
    page.publisher_count, page.confidence, len(page.disagreements) as disagreement_count,
    surest.report_id, surest.article_id, surest.sentence_index, surest.action_start, surest.action_end,
    surest.event_date_start, surest.event_date_end, surest.place_start, surest.place_end,
    source_mention.start as source_start, source_mention.end as source_end,
    source_mention.sentence_index as source_sentence,
    target_mention.start as target_start, target_mention.end as target_end,
    target_mention.sentence_index as target_sentence,
    case when surest.sentence_index < 0 then 0 else texts.sentence_spans[surest.sentence_index + 1].start end
        as sentence_start,
    case
        when surest.sentence_index < 0 then texts.title
        else substring(
            texts.body,
            texts.sentence_spans[surest.sentence_index + 1].start + 1,
            texts.sentence_spans[surest.sentence_index + 1].end
            - texts.sentence_spans[surest.sentence_index + 1].start
        )
    end as sentence,
    texts.publisher, days.published_on
from page
left join surest using (event_id)
left join texts on texts.article_id = surest.article_id
left join days on days.article_id = surest.article_id
left join parties as source_mention on source_mention.mention_id = surest.source_mention_id
left join parties as target_mention on target_mention.mention_id = surest.target_mention_id
