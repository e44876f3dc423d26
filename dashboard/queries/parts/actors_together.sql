-- One row per pair of actors of `paired`: in how many articles (or sentences) both are mentioned.
select
    actor_a_id,
    actor_b_id,
    sum(case $level when 'article' then article_count else sentence_count end)::double as together,
    sum(weight) as weight
from paired
group by all
