-- One row an article of `asked` (article_id): when it was published.
select article_dates.* from article_dates semi join asked using (article_id)
