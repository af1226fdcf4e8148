#!/usr/bin/env bash
# Faults fall on a stack of its own while the job runs; what follows is passed to `faults`.
. "$(dirname "$0")/env.sh"
"$ROOT/infra/bin/build.sh" --if-needed
cd "$ROOT"
# A round's job reads 300,000 events and is over: what the second compiler costs each of a round's JVMs
# would never pay.
export JAVA_TOOL_OPTIONS=${JAVA_TOOL_OPTIONS:--XX:TieredStopAtLevel=1}
run_jar "$FAULTS_JAR" "$@"
