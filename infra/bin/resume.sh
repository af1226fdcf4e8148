#!/usr/bin/env bash
# Goes on with the job that was stopped last, from its savepoint; what follows are options of the job.
. "$(dirname "$0")/env.sh"
stack resume -- "$@"
