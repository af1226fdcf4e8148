#!/usr/bin/env bash
# Faults fall on a stack of its own while the job runs; what follows is passed to `faults`.
. "$(dirname "$0")/env.sh"
"$ROOT/infra/bin/build.sh" --if-needed
cd "$ROOT"
run_jar "$FAULTS_JAR" "$@"
