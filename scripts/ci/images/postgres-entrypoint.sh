#!/usr/bin/env bash
# Makes a cluster as the public postgres image does (POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB), then
# becomes the server. "ready to accept connections" is logged twice, as there: once by the cluster's making.
set -euo pipefail
export PATH="$(echo /usr/lib/postgresql/*/bin):$PATH"
user="${POSTGRES_USER:-postgres}"
database="${POSTGRES_DB:-$user}"

if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA" /run/postgresql
  chown postgres:postgres "$PGDATA" /run/postgresql
  exec setpriv --reuid=postgres --regid=postgres --init-groups bash "$0" "$@"
fi

if [ ! -s "$PGDATA/PG_VERSION" ]; then
  initdb --no-sync --username="$user" --pwfile=<(echo "${POSTGRES_PASSWORD:?}") \
    --auth-local=trust --auth-host=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 >/dev/null
  echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
  pg_ctl --wait --options="-c listen_addresses=''" start
  if [ "$database" != postgres ]; then
    createdb --username="$user" --maintenance-db=postgres "$database"
  fi
  pg_ctl --wait --mode=fast stop
fi
exec "$@" -c listen_addresses='*'
