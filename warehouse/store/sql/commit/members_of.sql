-- One row an article of `asked` (article_id): its groups.
select article_groups.* from article_groups semi join asked using (article_id)
