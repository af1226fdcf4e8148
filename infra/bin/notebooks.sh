#!/usr/bin/env bash
# Runs the notebooks' tests, in an environment of their own.
. "$(dirname "$0")/env.sh"
cd "$ROOT"
[ -f notebooks/requirements.txt ] || fail "There are no notebooks yet."
venv=$ROOT/notebooks/.venv
if ! cmp -s notebooks/requirements.txt "$venv/installed.txt" 2>/dev/null; then
  say "Installing the notebooks' packages into notebooks/.venv"
  python3 -m venv "$venv"
  "$venv/bin/python" -m pip install -q --disable-pip-version-check -r notebooks/requirements.txt
  cp notebooks/requirements.txt "$venv/installed.txt"
fi
say "Testing the notebooks"
"$venv/bin/python" -m pytest -q notebooks
