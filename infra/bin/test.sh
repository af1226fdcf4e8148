#!/usr/bin/env bash
# Everything that CI runs. The notebooks' tests come first, so that the last words are Maven's test runner's.
. "$(dirname "$0")/env.sh"
cd "$ROOT"
"$ROOT/infra/install.sh" --tests
say "The tests of the notebooks and the report"
notebooks/run-tests.sh
log=$ROOT/target/test.log
mkdir -p "$ROOT/target"
# A source that changes meanwhile is newer than what is built here.
touch "$BUILT.begun"
code=0
mvn -B verify 2>&1 | tee "$log" || code=$?
if [ "$code" = 0 ]; then
  mv "$BUILT.begun" "$BUILT"
  say "The notebooks, from top to bottom, on a stack of their own"
  notebooks/run-on-stack.sh || code=$?
fi
say "Each module's tests, and which failed"
grep -E '^\[[A-Z]+\] (Building Shop|Tests run:.*[0-9]$|BUILD|  [A-Z][A-Za-z0-9]*\.)' "$log" || true
exit "$code"
