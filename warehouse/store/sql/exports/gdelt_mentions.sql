-- GDELT 2.0 Mentions: 16 columns, one row a report of an act in the events file.
select
    number_of(acts.event_id) as "GLOBALEVENTID",
    strftime(added_at, '%Y%m%d%H%M%S') as "EventTimeDate",
    strftime(documents.landed_at, '%Y%m%d%H%M%S') as "MentionTimeDate",
    if(coalesce(articles.url, documents.uri) like 'http%', 1, 2) as "MentionType",
    on_one_line(publisher) as "MentionSourceName",
    on_one_line(coalesce(articles.url, documents.uri)) as "MentionIdentifier",
    reports.sentence_index + 1 as "SentenceID", -- 0: the headline
    coalesce(source.start, -1) as "Actor1CharOffset",
    coalesce(target.start, -1) as "Actor2CharOffset",
    action_start as "ActionCharOffset",
    1 as "InRawText",
    greatest(10, round(reports.confidence * 10)::integer * 10) as "Confidence",
    length(body) as "MentionDocLen",
    null as "MentionDocTone",
    null as "MentionDocTranslationInfo",
    reports.report_id as "Extras"
from acts
join reports on reports.event_id = acts.event_id
join articles using (article_id)
join documents using (document_id)
left join mentions as source on source.mention_id = source_mention_id
left join mentions as target on target.mention_id = target_mention_id
order by "GLOBALEVENTID", "Extras"
