#!/usr/bin/env bash
# A live day: the job runs until it is stopped, and a file is replayed as if its events happened from now on.
# Begins anew unless a job runs already, or KEEP=1. Ctrl-C ends the replay; the job goes on.
. "$(dirname "$0")/env.sh"
file=${1:-}
[ $# -eq 0 ] || shift
[ -z "$file" ] || [ -f "$file" ] || fail "There is no file $file (looked in $(pwd))."
prepare
load_addresses
if [ -z "$file" ]; then
  file=$VAR/demo/2019-Dec-demo.csv
  "$ROOT/infra/bin/generate.sh" "$file"
fi
if [ -z "${KEEP:-}" ]; then
  stack reset --unless-job-runs --influx-database "$DATABASE"
fi
say "The live job"
"$ROOT/infra/bin/submit.sh" --unless-job-runs ${JOB_OPTIONS:-}
say "Replaying $file as if it happened from now on, over and over (Ctrl-C ends the replay, not the job)"
replayer replay --brokers "$BROKERS" "${AS_REPLAYER[@]}" --topic "$TOPIC" --shift-to now --loop --speed "${SPEED:-1x}" "$@" "$file"
