-- The bands of different copies differ, as those of different texts do.
insert into copy_signatures
select
    seed_copy_signatures.* replace (
        name as article_id,
        list_transform(bands, lambda band: xor(band, hash(clone))) as bands
    )
from seed_copy_signatures
join article_names using (article_id)
order by clone
