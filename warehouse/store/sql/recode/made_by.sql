-- One row an article of `asked` (article_id): the version of the coder that made it.
select article_id, coder_version from article_texts semi join asked using (article_id)
