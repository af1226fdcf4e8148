#!/usr/bin/env bash
# Writes the report, var/report.html, from what is in InfluxDB: one file that asks for nothing else.
. "$(dirname "$0")/env.sh"
load_addresses
say "The report"
cd "$ROOT"
. notebooks/environment.sh
PYTHONPATH=notebooks "$venv/bin/python" -m report \
  --influx-url "$INFLUX_URL" --database "$DATABASE" "${AS_READER[@]}" --out "$VAR/report.html" "$@"
