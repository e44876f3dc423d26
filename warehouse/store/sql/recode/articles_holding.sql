-- One row an article that holds all words of one of the `wordings` (wording, word, is_beginning: the word may go on).
with whole as (
    select wording, word, article_id
    from article_words
    join wordings using (word)
    where not is_beginning
),
begun as (
    select wording, wordings.word, article_id
    from article_words
    join wordings on starts_with(article_words.word, wordings.word)
    where is_beginning
),
needed as (select wording, count(distinct word) as word_count from wordings group by wording)
select distinct article_id
from (
    select wording, article_id, count(distinct word) as word_count
    from (from whole union all from begun)
    group by all
)
semi join needed using (wording, word_count)
