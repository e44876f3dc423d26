#!/bin/sh
# Run once by the PostgreSQL image, when the catalog's volume is new: a database for Prefect beside the lake's, and a
# role for the dashboard that can read the lake's catalog and nothing else.
set -eu

: "${READER_PASSWORD:?Set READER_PASSWORD in .env, see .env.example}"

psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" \
    --set=reader_password="$READER_PASSWORD" <<'SQL'
create database prefect;
revoke connect on database prefect from public;
create role reader login password :'reader_password';
alter role reader set default_transaction_read_only = on;
grant usage on schema public to reader;
alter default privileges in schema public grant select on tables to reader;
SQL
