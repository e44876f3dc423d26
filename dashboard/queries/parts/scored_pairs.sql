-- One row per pair of `together` that reaches the support floor, with the measure asked for as its value.
select
    *,
    case $measure
        when 'npmi' then npmi
        when 'lift' then lift
        when 'jaccard' then jaccard
        else together
    end as value
from {measured_pairs}
