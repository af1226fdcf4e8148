#!/usr/bin/env bash
# The pipeline side by side with its baselines, on a stack of its own; what follows is passed to `bench run`.
. "$(dirname "$0")/env.sh"
export BENCHMARKS=1
"$ROOT/infra/bin/build.sh" --if-needed
cd "$ROOT"
exec java -jar "$BENCH_JAR" run "$@"
