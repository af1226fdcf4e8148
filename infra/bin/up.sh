#!/usr/bin/env bash
# Brings the stack up and creates the topics; does nothing to what is there already.
. "$(dirname "$0")/env.sh"
read -r -a options <<< "${STACK_OPTIONS:-}"
say "Starting the stack"
stack up --influx-database "$DATABASE" "${options[@]}" "$@"
load_addresses
say "Topics"
replayer topics --brokers "$BROKERS" "${AS_REPLAYER[@]}"
