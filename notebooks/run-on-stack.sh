#!/usr/bin/env bash
# Runs every notebook from top to bottom on a stack of its own, over a generated file that has been replayed
# and computed; what they drew goes to target/notebooks. Ends with the first one that fails.
set -euo pipefail
cd "$(dirname "$0")/.."
export VAR=$PWD/target/notebooks
export STACK_OPTIONS="--port-offset 3000 ${STACK_OPTIONS:-}"
. notebooks/environment.sh
rm -rf "$VAR"
trap 'infra/bin/stack.sh down' EXIT
infra/bin/build.sh --if-needed
infra/bin/up.sh
export PREPARED=1
infra/bin/generate.sh
infra/bin/replay.sh "$VAR/demo/2019-Dec-demo.csv"
infra/bin/backfill.sh
# shellcheck disable=SC1091
. "$VAR/stack.env"
export SHOP_INFLUX_URL=$INFLUX_URL SHOP_CSV=$VAR/demo/2019-Dec-demo.csv
"$venv/bin/python" notebooks/execute.py "$VAR/executed" december new-funnel late-data
