#!/bin/sh
# Starts PostgreSQL as the official image does: its variables, and its folder of scripts when the volume is new.
set -eu

if [ "$(id -u)" = 0 ]; then
    install --directory --owner postgres --mode 700 "$PGDATA" /run/postgresql
    exec setpriv --reuid=postgres --regid=postgres --clear-groups sh "$0"
fi
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    : "${POSTGRES_PASSWORD:?no password for the superuser}"
    printf '%s\n' "$POSTGRES_PASSWORD" > "$PGDATA/../password"
    initdb --username="$POSTGRES_USER" --pwfile="$PGDATA/../password" --auth-local=trust --auth-host=scram-sha-256 \
        --encoding=UTF8 --locale=C.UTF-8
    rm "$PGDATA/../password"
    echo "host all all all scram-sha-256" >> "$PGDATA/pg_hba.conf"
    pg_ctl --wait --options="-c listen_addresses=''" start
    createdb --username="$POSTGRES_USER" "$POSTGRES_DB"
    for script in /docker-entrypoint-initdb.d/*.sh; do "$script"; done
    pg_ctl --wait --mode=fast stop
fi
exec postgres -c listen_addresses='*'
