#!/usr/bin/env bash
# Writes the demo's slice of December 2019: seeded, so the same each time.
. "$(dirname "$0")/env.sh"
out=${1:-$VAR/demo/2019-Dec-demo.csv}
if [ -s "$out" ]; then
  echo "$out is there already."
  exit 0
fi
mkdir -p "$(dirname "$out")"
replayer generate --month 2019-12 --days 7 --events 400000 --seed 2019 --out "$out"
