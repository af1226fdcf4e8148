#!/usr/bin/env bash
# Compares what is in InfluxDB with an independent computation over the CSV file.
. "$(dirname "$0")/env.sh"
file=${1:-}
[ -n "$file" ] || { echo "Name the file: make verify FILE=2019-Dec.csv" >&2; exit 2; }
load_addresses
shift
# What came out is written to the database.
verify verify --influx-url "$INFLUX_URL" --database "$DATABASE" "${AS_WRITER[@]}" "$@" "$file"
