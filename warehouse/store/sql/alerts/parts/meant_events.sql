-- One row an event whose parties and act a rule asks for, as surely as it asks. A parameter that is null asks for nothing.
select *
from events
where
    (
        (
            ($sources is null or list_has_any($sources, [source_actor_id, source_country_code]))
            and ($targets is null or list_has_any($targets, [target_actor_id, target_country_code]))
        )
        or (
            $either_way
            and ($sources is null or list_has_any($sources, [target_actor_id, target_country_code]))
            and ($targets is null or list_has_any($targets, [source_actor_id, source_country_code]))
        )
    )
    and ($types is null or list_contains($types, event_type))
    and ($quad_classes is null or list_contains($quad_classes, quad_class))
    and ($statuses is null or list_contains($statuses, status))
    and confidence >= $least_confidence
