-- One row a report (report_id) of `asked` (article_id).
select report_id from report_codings semi join asked using (article_id)
