-- One row per pair of `together` that reaches the support floor, with how far it is from chance, by how often each is
-- mentioned `alone`: were both strewn over the texts at random they would meet in `expected` of them; lift is
-- together / expected; NPMI is its logarithm, scaled to -1 (never together) to 1 (never apart).
select
    pair.actor_a_id,
    pair.actor_b_id,
    a.actor_name as name_a,
    b.actor_name as name_b,
    pair.together,
    a.alone as alone_a,
    b.alone as alone_b,
    scope.texts,
    pair.weight,
    a.alone * b.alone / scope.texts as expected,
    pair.together * scope.texts / (a.alone * b.alone) as lift,
    case
        when pair.together >= scope.texts then 1
        else ln(pair.together * scope.texts / (a.alone * b.alone)) / -ln(pair.together / scope.texts)
    end as npmi,
    pair.together / (a.alone + b.alone - pair.together) as jaccard
from together as pair
join alone as a on a.actor_id = pair.actor_a_id
join alone as b on b.actor_id = pair.actor_b_id
cross join {texts_in_scope} as scope
where pair.together >= $floor and a.alone > 0 and b.alone > 0 and scope.texts > 0
