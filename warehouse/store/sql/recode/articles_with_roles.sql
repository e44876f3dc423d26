-- One row an article that mentions a role of one of the countries of `asked` (country_code).
select distinct article_id from mentions semi join asked using (country_code) where role_text is not null
