#!/usr/bin/env bash
# Installs what the full test run needs beyond Node, from the distribution's own packages.
set -euo pipefail

declare -A package_of=(
  [dockerd]=docker.io [docker]=docker.io [mariadbd]=mariadb-server [debootstrap]=debootstrap
)
missing=()
for command in "${!package_of[@]}"; do
  PATH="$PATH:/usr/sbin:/sbin" command -v "$command" >/dev/null || missing+=("${package_of[$command]}")
done

if [ "${#missing[@]}" -gt 0 ]; then
  if [ "$(id -u)" != 0 ]; then
    echo "ci: not root, so these packages must be installed first: ${missing[*]}" >&2
    exit 1
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q
  # Later releases keep Docker's client in a package of its own.
  if apt-cache show docker-cli >/dev/null 2>&1; then missing+=(docker-cli); fi
  apt-get install -q -y --no-install-recommends ca-certificates "${missing[@]}"
fi
