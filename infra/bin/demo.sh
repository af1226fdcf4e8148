#!/usr/bin/env bash
# The main job, end to end, on real parts: from a CSV file to numbers.
. "$(dirname "$0")/env.sh"
start=$SECONDS
say "Installing what is missing"
"$ROOT/infra/install.sh"
prepare
say "A week of December 2019, generated"
"$ROOT/infra/bin/generate.sh"
# Fails when a job runs: the demo's numbers would not be its own.
RESET_OPTIONS='' KEEP='' "$ROOT/infra/bin/replay.sh" "$VAR/demo/2019-Dec-demo.csv"
"$ROOT/infra/bin/backfill.sh"
"$ROOT/infra/bin/report.sh"
echo
echo "Done in $((SECONDS - start)) s. The stack stays up; make down stops it."
