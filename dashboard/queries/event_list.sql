-- One row per event that the filters keep, in the order asked for, one page of them; with the sentence of its
-- surest report and where in the article the parties, the act, the day and the place stand.
with
    page as materialized (
        select *
        from {labelled_events}
        order by
            case when $sort = 'reports' then -report_count end,
            case when $sort = 'confidence' then -confidence end,
            case when $sort = 'oldest' then day end,
            day desc nulls last,
            event_id
        limit $how_many
        offset $skip
    )
from {told_events}
order by
    case when $sort = 'reports' then -report_count end,
    case when $sort = 'confidence' then -confidence end,
    case when $sort = 'oldest' then day end,
    day desc nulls last,
    event_id
