#!/usr/bin/env bash
# Replays one CSV file into Kafka, as fast as it goes unless told otherwise. Starts the stack if need be.
# A file behind another one of a later time would be late in all its records, so topics and database are emptied
# first; KEEP=1 adds to what is there. While a job runs nothing is emptied: the replay feeds it live.
. "$(dirname "$0")/env.sh"
file=${1:-}
[ -n "$file" ] || { echo "Name the file: make replay FILE=2019-Dec.csv" >&2; exit 2; }
[ -f "$file" ] || { echo "There is no file $file (looked in $(pwd))." >&2; exit 1; }
shift
prepare
load_addresses
if [ -z "${KEEP:-}" ]; then
  say "Emptying topics and database, so that the numbers are this file's alone (KEEP=1 adds to them: the files in order of time)"
  stack reset ${RESET_OPTIONS---unless-job-runs} --influx-database "$DATABASE"
fi
say "Replaying $file"
replayer replay --brokers "$BROKERS" "${AS_REPLAYER[@]}" --topic "$TOPIC" "$@" "$file"
