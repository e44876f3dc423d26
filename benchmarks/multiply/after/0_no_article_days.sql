delete from article_days
