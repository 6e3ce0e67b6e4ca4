#!/bin/sh
# Prints the path of a Chromium for the browser tests, installing Debian's where it is missing and that is allowed (root, apt-get).
# BEEP_TEST_BROWSER names another one. Exit code 3: none can be had here.
set -eu

say() { echo "browser: $*" >&2; }

find_browser() {
  for name in "${BEEP_TEST_BROWSER:-}" chromium chromium-browser google-chrome; do
    [ -n "$name" ] && command -v "$name" && return 0
  done
  return 1
}

find_browser && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  say "installing chromium"
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium fonts-liberation; } >&2
  find_browser && exit 0
fi
say "no browser can be had here: install Chromium, or name one with BEEP_TEST_BROWSER"
exit 3
