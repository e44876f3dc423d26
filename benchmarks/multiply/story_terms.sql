-- Another copy is another happening in the same words of everyday: few terms stay, and the keys made of two that stay.
insert into story_terms
select
    seed_story_terms.* replace (
        name as article_id,
        list_transform(terms, lambda term: term_of(term, clone)) as terms,
        list_transform(names, lambda term: term_of(term, clone)) as names,
        list_transform(numbers, lambda term: term_of(term, clone)) as numbers,
        list_transform(
            keys,
            lambda one: key_of(
                term_of((one >> 32)::uinteger, clone),
                term_of((one & 4294967295)::uinteger, clone)
            )
        ) as keys,
        clone_days.acts as acts,
        earlier(no_earlier, clone) as no_earlier,
        earlier(no_later, clone) as no_later
    )
from seed_story_terms
join article_names using (article_id)
join clone_days using (clone, article_id)
order by clone
