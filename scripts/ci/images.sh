#!/usr/bin/env bash
# Prints `export` lines that name a PostgreSQL and a MariaDB image present on this machine: pulled
# ones, or, where nothing can be pulled, images made of the distribution's packages. Talk goes to stderr.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"

# The tag carries the digest of the recipe, so an edit of it makes new images and nothing else does.
recipe="$(cat "$0" "$here"/images/* | sha256sum | cut -c 1-12)"

present() { docker image inspect "$1" >/dev/null 2>&1; }

pulled() {
  present "$1" || timeout 180 docker pull -q "$1" >&2
}

# One base with both servers: the slow part, done once.
make_base() {
  local base="mapwright-ci-base:$recipe" root codename mirror
  if present "$base"; then
    return
  fi
  codename="$(. /etc/os-release && echo "$VERSION_CODENAME")"
  mirror="$(apt-get indextargets --format '$(CODENAME) $(REPO_URI)' 'Created-By: Packages' |
    awk -v codename="$codename" '$1 == codename { print $2; exit }')"
  root="$(mktemp -d -t mapwright-ci.XXXXXX)"
  trap 'rm -rf "$root"' EXIT
  echo "ci: no image can be pulled, making one of the packages of $codename" >&2
  debootstrap --variant=minbase --include=postgresql,mariadb-server "$codename" "$root" "$mirror" >&2
  rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/* "$root"/var/lib/mysql/*
  tar -C "$root" -c . | docker import - "$base" >&2
}

make_image() {
  local kind="$1" image="mapwright-ci-$1:$recipe"
  if ! present "$image"; then
    make_base
    # The classic builder: BuildKit would ask a registry for its own frontend.
    DOCKER_BUILDKIT=0 docker build -q -t "$image" --build-arg "BASE=mapwright-ci-base:$recipe" \
      -f "$here/images/$kind.dockerfile" "$here/images" >&2
  fi
  echo "$image"
}

choose() {
  local variable="$1" kind="$2" public="$3" image="${!1:-}"
  if [ -z "$image" ]; then
    if pulled "$public"; then image="$public"; else image="$(make_image "$kind")"; fi
  fi
  echo "export $variable=$image"
}

choose MAPWRIGHT_POSTGRES_IMAGE postgres postgres:18
choose MAPWRIGHT_MARIADB_IMAGE mariadb mariadb:11
