#!/bin/sh
# A disposable PostgreSQL 17 with pgvector for tests: fsync off, loopback only, no password, data thrown away.
#   postgres.sh run CMD…   runs CMD with BEEP_TEST_DATABASE_URL set and stops the server afterwards, whatever happened
#   postgres.sh start      leaves one running for a developer and prints its URL;   postgres.sh stop  ends it
# Taken in this order: BEEP_TEST_DATABASE_URL, Docker or Podman when it answers, a Debian trixie root made with
# debootstrap under ~/.cache/beep (needs root). Exit code 3: none of them is possible here.
set -eu

cache="${XDG_CACHE_HOME:-$HOME/.cache}/beep"
root="$cache/trixie"
image="docker.io/pgvector/pgvector:pg17"
settings="-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=300 -c shared_buffers=256MB -c max_locks_per_transaction=256"
engine="" container="" server="" data="" url=""

say() { echo "postgres: $*" >&2; }

free_port() {
  node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'
}

find_engine() {
  for engine in docker podman; do
    command -v "$engine" >/dev/null 2>&1 && timeout 10 "$engine" ps >/dev/null 2>&1 && return 0
  done
  return 1
}

start_container() {
  say "starting $image with $engine"
  # shellcheck disable=SC2086
  container=$("$engine" run --rm -d -p 127.0.0.1::5432 -e POSTGRES_HOST_AUTH_METHOD=trust "$image" $settings) || return 1
  port=$("$engine" port "$container" 5432 | head -n 1 | sed 's/.*://')
  url="postgresql://postgres@127.0.0.1:$port/postgres"
  # The image starts a first server for its own set-up, on its socket only: asking over TCP waits for the real one.
  wait_for "$engine" exec "$container" pg_isready -q -h 127.0.0.1 -U postgres
}

can_make_root() {
  [ "$(id -u)" = 0 ] && { [ -x "$root/usr/lib/postgresql/17/bin/postgres" ] || [ -f /etc/debian_version ]; }
}

# Made beside its final name and renamed when whole, so that an interrupted download is never taken for a root.
ensure_root() {
  [ -x "$root/usr/lib/postgresql/17/bin/postgres" ] && return 0
  if ! command -v debootstrap >/dev/null 2>&1; then
    say "installing debootstrap"
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y debootstrap; } >&2
  fi
  say "making a Debian trixie root with PostgreSQL 17 in $root (some minutes, once)"
  partial="$root.partial.$$"
  mkdir -p "$cache"
  debootstrap --variant=minbase trixie "$partial" >&2
  cp -L /etc/resolv.conf "$partial/etc/resolv.conf"
  for setting in /etc/apt/apt.conf.d/*proxy*; do
    [ -f "$setting" ] && cp "$setting" "$partial/etc/apt/apt.conf.d/"
  done
  mkdir -p "$partial/etc/postgresql-common"
  echo "create_main_cluster = false" >"$partial/etc/postgresql-common/createcluster.conf"
  printf '#!/bin/sh\nexit 101\n' >"$partial/usr/sbin/policy-rc.d"
  chmod 755 "$partial/usr/sbin/policy-rc.d"
  chroot "$partial" env DEBIAN_FRONTEND=noninteractive sh -ec \
    'apt-get update; apt-get install -y --no-install-recommends postgresql-17 postgresql-17-pgvector; apt-get clean' >&2
  mv "$partial" "$root"
}

# In namespaces of its own: the mounts and every server process vanish with it, also after a crash of this script's caller.
start_root() {
  # A process of its own, because `set -e` does not hold in a function whose result is asked for.
  "$0" root || return 1
  port=$(free_port)
  data=$(mktemp -d "$cache/postgres.XXXXXX")
  chmod 755 "$data"
  url="postgresql://postgres@127.0.0.1:$port/postgres"
  ROOT="$root" DATA="$data" PORT="$port" SETTINGS="$settings" setsid unshare --mount --pid --fork --kill-child sh -ec '
    mount --make-rprivate /
    mount -t proc proc "$ROOT/proc"
    mount --rbind /dev "$ROOT/dev"
    mount -t tmpfs -o mode=1777 tmpfs "$ROOT/dev/shm"
    mount -t tmpfs -o mode=1777 tmpfs "$ROOT/tmp"
    mount --bind "$DATA" "$ROOT/mnt"
    chroot "$ROOT" chown postgres:postgres /mnt
    exec chroot "$ROOT" setpriv --reuid=postgres --regid=postgres --init-groups env -i PORT="$PORT" SETTINGS="$SETTINGS" \
      PATH=/usr/lib/postgresql/17/bin:/usr/bin:/bin LC_ALL=C.UTF-8 sh -ec "
        cd /mnt
        initdb -D /mnt/data -U postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null
        exec postgres -D /mnt/data -p \$PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories= \$SETTINGS"
  ' >"$data.log" 2>&1 </dev/null &
  server=$!
  wait_for chroot "$root" /usr/lib/postgresql/17/bin/pg_isready -q -h 127.0.0.1 -p "$port" -U postgres
}

wait_for() {
  tries=0
  until "$@"; do
    tries=$((tries + 1))
    if [ "$tries" -gt 300 ] || { [ -n "$server" ] && ! kill -0 "$server" 2>/dev/null; }; then
      say "the server did not start"
      [ -z "$data" ] || tail -n 20 "$data.log" >&2
      return 1
    fi
    sleep 0.2
  done
}

start_any() {
  if [ -n "${BEEP_TEST_DATABASE_URL:-}" ]; then
    url="$BEEP_TEST_DATABASE_URL"
    return
  fi
  find_engine && start_container && return
  can_make_root && start_root && return
  say "no PostgreSQL can be started here: set BEEP_TEST_DATABASE_URL to a superuser's URL of a PostgreSQL 17 with pgvector,"
  say "or start Docker or Podman, or run as root on Debian"
  return 3
}

# unshare ignores SIGTERM while it waits; its death kills the whole process namespace. The data is not kept.
stop_this() {
  [ -z "$container" ] || "$engine" rm -f "$container" >/dev/null 2>&1 || true
  [ -z "$server" ] || kill -KILL "$server" 2>/dev/null || true
  [ -z "$data" ] || { sleep 0.2; rm -rf "$data" "$data.log"; }
}

case "${1:-}" in
run)
  shift
  trap stop_this EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  start_any || exit 3
  export BEEP_TEST_DATABASE_URL="$url"
  status=0
  "$@" || status=$?
  exit "$status"
  ;;
start)
  if [ -f "$cache/postgres.running" ]; then
    . "$cache/postgres.running"
    if [ -n "$container" ] || kill -0 "$server" 2>/dev/null; then
      echo "$url"
      exit 0
    fi
  fi
  trap stop_this EXIT
  start_any || exit 3
  trap - EXIT
  printf 'engine=%s container=%s server=%s data=%s url=%s\n' "$engine" "$container" "$server" "$data" "$url" >"$cache/postgres.running"
  echo "$url"
  ;;
stop)
  if [ -f "$cache/postgres.running" ]; then
    . "$cache/postgres.running"
    stop_this
    rm -f "$cache/postgres.running"
  fi
  ;;
root)
  ensure_root
  ;;
*)
  sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
  exit 2
  ;;
esac
