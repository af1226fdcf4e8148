#!/usr/bin/env bash
# Submits the shaded job to the cluster; what follows is passed to the job. Without --bounded it runs until it is stopped.
. "$(dirname "$0")/env.sh"
load_addresses
wait=()
if [ "${1:-}" = --wait ]; then
  wait=(--wait)
  shift
fi
stack submit "${wait[@]}" --topic "$TOPIC" -- "$JOB_JAR" \
  --brokers "$BROKERS" --topic "$TOPIC" --influx-url "$INFLUX_URL" --influx-database "$DATABASE" "${AS_JOB[@]}" "$@"
