#!/usr/bin/env bash
# Submits the shaded job to the cluster; what follows is passed to the job. Without --bounded it runs until it is stopped.
. "$(dirname "$0")/env.sh"
load_addresses
how=()
while [ "${1:-}" = --wait ] || [ "${1:-}" = --unless-job-runs ]; do
  how+=("$1")
  shift
done
stack submit "${how[@]}" --topic "$TOPIC" -- "$JOB_JAR" \
  --brokers "$BROKERS" --topic "$TOPIC" --influx-url "$INFLUX_URL" --influx-database "$DATABASE" "${AS_JOB[@]}" "$@"
