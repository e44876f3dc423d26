-- One row a version of the coder that made no article of this lake as it is now.
select coder_version from coders where coder_version not in (select coder_version from article_texts)
