-- What the files of the field's data sets share: text on one line, codes of countries and roles as CAMEO writes them.
create or replace temp macro on_one_line(words) as trim(regexp_replace(coalesce(words, ''), '\s+', ' ', 'g'));
-- CAMEO kept the older codes of two countries.
create or replace temp macro cameo_country(code) as case code when 'ROU' then 'ROM' when 'TLS' then 'TMP' else code end;
-- PLOVER reads MED as health and JRN as the press; CAMEO wrote HLH and MED.
create or replace temp macro cameo_role(code) as
case code when 'MED' then 'HLH' when 'JRN' then 'MED' when 'UNK' then null else code end;
-- An event's number where a data set wants an integer: the first 60 bits of its id.
create or replace temp macro number_of(id) as ('0x' || left(id, 15))::bigint;
