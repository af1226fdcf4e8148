#!/usr/bin/env bash
# Puts a newly built job in the place of the one that runs: a savepoint, then the new jar from it. Should the new one
# not come up, `make resume` goes on with the old one.
. "$(dirname "$0")/env.sh"
if [ -f "$ROOT/pom.xml" ]; then
  "$ROOT/infra/bin/build.sh" --if-needed
fi
stack stop-job
stack resume --jar "$JOB_JAR" -- "$@"
