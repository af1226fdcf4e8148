#!/usr/bin/env bash
# Creates the topics that are missing.
. "$(dirname "$0")/env.sh"
load_addresses
replayer topics --brokers "$BROKERS" "${AS_REPLAYER[@]}"
