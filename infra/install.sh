#!/usr/bin/env bash
# Installs what the stack, the build and the notebooks need, and says what and why.
# Debian 12, as root. What is there already is left as it is. --tests: and what only the tests, and the README's
# picture, need.
set -euo pipefail

case ${1:-} in
  '' | --tests) ;;
  *) echo "Usage: infra/install.sh [--tests]    Example: infra/install.sh --tests" >&2; exit 2 ;;
esac

wanted=()
say() { printf '  %-26s %s\n' "$1" "$2"; }
want() { # package, why, command that shows that it is there
  if eval "$3" >/dev/null 2>&1; then
    [ -n "${QUIET:-}" ] || say "$1" "is there"
  else
    say "$1" "will be installed: $2"
    wanted+=("$1")
  fi
}

[ -n "${QUIET:-}" ] || echo "What this project needs:"
want openjdk-17-jdk-headless "compiles and runs everything on the JVM" \
  'javac -version 2>&1 | grep -Eq "javac (1[7-9]|[2-9][0-9])"'
# A release is built already.
if [ -f "$(dirname "$0")/../pom.xml" ]; then
  want maven "builds, and fetches Kafka, ZooKeeper and Flink" 'command -v mvn'
fi
want influxdb "the database; only its program /usr/bin/influxd is used, not the service" \
  'test -x /usr/bin/influxd'
want curl "asks the services over HTTP" 'command -v curl'
want python3-venv "the notebooks and the report run in an environment of their own" \
  'python3 -c "import venv, ensurepip"'
want fonts-inter "the report's letters, which are put into the page; without them it takes the reader's own" \
  'test -e /usr/share/fonts/opentype/inter/Inter-Regular.otf'
if [ "${1:-}" = --tests ]; then
  want chromium "opens the report as a reader does: the tests look whether all of it is there; takes its picture" \
    'command -v chromium'
  want nodejs "runs Grafana's own code: the tests look what the dashboards' panels show" 'command -v node'
  want npm "fetches that code" 'command -v npm'
fi

if [ ${#wanted[@]} -gt 0 ]; then
  if [ "$(id -u)" != 0 ]; then
    echo "Installing needs root. As root: apt-get install ${wanted[*]}" >&2
    exit 1
  fi
  if ! command -v apt-get >/dev/null; then
    echo "No apt-get here: install these by hand: ${wanted[*]}" >&2
    exit 1
  fi
  # Debian starts a freshly installed service at once. This stack starts its own influxd, so a
  # policy forbids that for the time of the installation.
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' > "$policy"
    chmod +x "$policy"
    trap 'rm -f "$policy"' EXIT
  fi
  export DEBIAN_FRONTEND=noninteractive
  log=$(mktemp)
  echo "Installing ${wanted[*]} …"
  if ! { apt-get update -q && apt-get install -qy --no-install-recommends "${wanted[@]}"; } > "$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "The installation failed; the whole log is $log" >&2
    exit 1
  fi
  rm -f "$log"
  # Nor is it to start with the machine.
  if [[ " ${wanted[*]} " == *" influxdb "* ]] && command -v systemctl >/dev/null; then
    systemctl disable --now influxdb >/dev/null 2>&1 || true
  fi
  echo "Installed."
fi
if [ -z "${GRAFANA_HOME:-}" ] && ! command -v grafana >/dev/null && [ -z "${QUIET:-}" ]; then
  say grafana "is not in Debian's packages, and is left out: infra/README.md says how to add it"
fi
