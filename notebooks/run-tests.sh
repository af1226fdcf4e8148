#!/bin/sh
# Runs the tests of the notebooks and of the report in var/venv. Arguments go to pytest.
set -eu
cd "$(dirname "$0")/.."
for program in influxd chromium; do
  if ! command -v "$program" >/dev/null; then
    echo "notebooks: $program is missing; infra/install.sh --tests installs it on Debian" >&2
    exit 1
  fi
done
. notebooks/environment.sh
exec "$venv/bin/python" -m pytest -p no:cacheprovider notebooks "$@"
