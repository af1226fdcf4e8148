#!/usr/bin/env bash
# Takes the README's pictures anew, in light and dark: a generated month of the cosmetics shop goes through the whole
# stack, on ports and in a folder of its own; the oracle looks at every point; the report is written, and opened in
# headless Chromium.
. "$(dirname "$0")/env.sh"
export VAR=$ROOT/target/picture
export STACK_OPTIONS="--port-offset 4000 ${STACK_OPTIONS:-}"
"$ROOT/infra/install.sh" --tests
month=$VAR/2019-Dec-cosmetics.csv
trap 'stack down' EXIT
prepare
[ -s "$month" ] || replayer generate --shop cosmetics --month 2019-12 --events 3533286 --seed 2019 --out "$month"
"$ROOT/infra/bin/replay.sh" "$month"
"$ROOT/infra/bin/backfill.sh" > "$VAR/backfill.log"
"$ROOT/infra/bin/verify.sh" "$month"
"$ROOT/infra/bin/report.sh"
cd "$ROOT"
. notebooks/environment.sh
for colours in light dark; do
  PYTHONPATH=notebooks "$venv/bin/python" -m report.browser "$VAR/report.html" \
    --colours "$colours" --height 760 --sharpness 1.5 --picture "docs/img/report-$colours.png"
done
