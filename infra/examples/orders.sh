#!/bin/sh
# Runs orders.py in an environment of its own, var/examples-venv, which is made on the first run and
# again whenever requirements.txt changes.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
venv=$here/../../var/examples-venv
python=${PYTHON:-python3}

if ! cmp -s "$here/requirements.txt" "$venv/installed-requirements.txt"; then
  echo "examples: installing the packages of infra/examples/requirements.txt into $venv" >&2
  mkdir -p "$(dirname "$venv")"
  rm -rf "$venv"
  "$python" -m venv "$venv" || {
    echo "examples: $python cannot make environments (Debian: apt-get install python3-venv)" >&2
    exit 1
  }
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    --requirement "$here/requirements.txt"
  cp "$here/requirements.txt" "$venv/installed-requirements.txt"
fi
exec "$venv/bin/python" "$here/orders.py" "$@"
