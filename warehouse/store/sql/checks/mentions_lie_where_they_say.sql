-- One row a mention of `touched` whose words are not what stands at its offsets: every number must lead to its words.
select mention_id, mentions.text, article_id, mentions.start, mentions."end"
from mentions
join article_texts using (article_id)
semi join touched using (article_id)
where mentions.text <> case when sentence_index < 0 then title else body end[mentions.start + 1 : mentions."end"]
