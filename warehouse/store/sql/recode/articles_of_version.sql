-- One row an article that a version of the coder made.
select article_id from article_texts where coder_version = $version
