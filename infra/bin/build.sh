#!/usr/bin/env bash
# Builds every program and lays out the services' class paths; runs no test.
. "$(dirname "$0")/env.sh"
cd "$ROOT"
if [ "${1:-}" = --if-needed ] && is_built; then
  echo "Built already, and no source is newer."
  exit 0
fi
[ -f pom.xml ] || fail "This is a release: it has no sources to build from."
say "Building (the first time, Maven fetches the dependencies: some minutes)"
log=$ROOT/target/build.log
mkdir -p "$ROOT/target"
start=$SECONDS
# A source that changes while the build runs is newer than it.
touch "$BUILT.begun"
modules=()
if [ -z "${BENCHMARKS:-}" ]; then
  modules=(-pl '!infra/deployments,!infra/kraft-dist,!end-to-end,!benchmarks,!benchmarks/contender,!benchmarks/flink-sql,!benchmarks/kafka-streams,!benchmarks/micro')
fi
# One line for each module, the rest in a log.
if ! mvn -B -DskipTests -Dspotless.check.skip=true "${modules[@]}" package 2>&1 | tee "$log" \
  | stdbuf -oL sed -nE 's/^\[INFO\] Building (.*[^ ]) +\[([0-9]+\/[0-9]+)\]$/  \2 \1/p'; then
  grep -E '^\[ERROR\]' "$log" | head -n 15 >&2
  fail "The build failed; the whole log is $log"
fi
mv "$BUILT.begun" "$BUILT"
echo "Built in $((SECONDS - start)) s."
