#!/usr/bin/env bash
# Runs local-stack on this repository's var/: stack.sh down, stack.sh kill kafka-1, …
. "$(dirname "$0")/env.sh"
stack "$@"
