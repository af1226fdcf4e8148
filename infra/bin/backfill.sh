#!/usr/bin/env bash
# Computes everything that is in the topic, anew: points of an earlier run are overwritten by the same identity.
. "$(dirname "$0")/env.sh"
prepare
say "Running the bounded job over all of $TOPIC"
"$ROOT/infra/bin/submit.sh" --wait --bounded true "$@"
"$ROOT/infra/bin/summary.sh"
