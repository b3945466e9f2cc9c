#!/usr/bin/env bash
# Makes a data folder as the public mariadb image does (MARIADB_ROOT_PASSWORD, MARIADB_DATABASE,
# MARIADB_USER, MARIADB_PASSWORD), then becomes the server.
set -euo pipefail
data=/var/lib/mysql
mkdir -p "$data" /run/mysqld
chown mysql:mysql "$data" /run/mysqld

# A text as a SQL string.
quoted() { printf "'%s'" "$(printf '%s' "$1" | sed "s/[\\\\']/\\\\&/g")"; }

if [ ! -d "$data/mysql" ]; then
  mariadb-install-db --user=mysql --datadir="$data" --skip-test-db \
    --auth-root-authentication-method=normal >/dev/null
  root="$(quoted "${MARIADB_ROOT_PASSWORD:?}")"
  {
    echo "flush privileges;"
    echo "create user if not exists root@'%' identified by $root;"
    echo "grant all on *.* to root@'%' with grant option;"
    echo "alter user root@localhost identified by $root;"
    if [ -n "${MARIADB_DATABASE:-}" ]; then
      echo "create database if not exists \`$MARIADB_DATABASE\`;"
    fi
    if [ -n "${MARIADB_USER:-}" ]; then
      user="$(quoted "$MARIADB_USER")@'%'"
      echo "create user $user identified by $(quoted "${MARIADB_PASSWORD:-}");"
      echo "grant all on \`${MARIADB_DATABASE:-*}\`.* to $user;"
    fi
  } | mariadbd --user=mysql --datadir="$data" --bootstrap
fi
exec "$@" --user=mysql --datadir="$data" --bind-address=0.0.0.0 \
  --character-set-server=utf8mb4 --collation-server=utf8mb4_unicode_ci
