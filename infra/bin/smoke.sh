#!/usr/bin/env bash
# The demo on ports and in a folder of its own, twice: the second run must print the same numbers.
. "$(dirname "$0")/env.sh"
export VAR=$ROOT/target/smoke
export STACK_OPTIONS="--port-offset 2000 ${STACK_OPTIONS:-}"
rm -rf "$VAR"
trap 'stack down' EXIT
mkdir -p "$ROOT/target"
for run in 1 2; do
  "$ROOT/infra/bin/demo.sh" | tee "$ROOT/target/smoke-$run.log"
  sed -n '/^== Summary/,/^Look further/p' "$ROOT/target/smoke-$run.log" > "$ROOT/target/smoke-$run.numbers"
done
[ -s "$ROOT/target/smoke-1.numbers" ] || fail "The demo printed no summary."
if ! diff "$ROOT/target/smoke-1.numbers" "$ROOT/target/smoke-2.numbers"; then
  fail "The second run's numbers differ from the first's."
fi
echo "Both runs gave the same numbers."
