-- One row an article of `asked` (article_id): its words.
select article_id, title, body from article_texts semi join asked using (article_id)
