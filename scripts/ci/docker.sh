# Sourced by .ci/run: start_docker makes sure that a Docker Engine answers, stop_docker stops it if
# start_docker started it.

docker_pid=''

start_docker() {
  if docker info >/dev/null 2>&1; then
    return
  fi
  local log
  log="$(mktemp -t dockerd.XXXXXX.log)"
  echo "ci: starting dockerd, its log is $log"
  dockerd >"$log" 2>&1 &
  docker_pid=$!
  for _ in $(seq 90); do
    if docker info >/dev/null 2>&1; then
      return
    fi
    if ! kill -0 "$docker_pid" 2>/dev/null; then
      docker_pid=''
      break
    fi
    sleep 1
  done
  echo 'ci: dockerd did not start. The end of its log:' >&2
  tail -n 20 "$log" >&2
  return 1
}

stop_docker() {
  if [ -n "$docker_pid" ]; then
    kill "$docker_pid" 2>/dev/null || true
    wait "$docker_pid" 2>/dev/null || true
    docker_pid=''
  fi
}
