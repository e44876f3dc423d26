-- One row a report, with its sentence.
select
    reports.*,
    sentence,
    title,
    publisher,
    published_on
from reports
join articles using (article_id)
left join sentences using (article_id, sentence_index)
order by published_on, report_id
