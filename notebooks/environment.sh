# Read by what runs Python: makes the environment var/venv, on the first run and again whenever requirements.txt
# changes, and sets `venv`. Run from the repository's folder.
venv=var/venv
python=${PYTHON:-python3}

if ! command -v "$python" >/dev/null; then
  echo "notebooks: $python is missing; install it (Debian: apt-get install python3 python3-venv)" >&2
  exit 1
fi
if ! cmp -s notebooks/requirements.txt "$venv/installed-requirements.txt"; then
  echo "notebooks: installing the packages of notebooks/requirements.txt into $venv"
  mkdir -p var
  rm -rf "$venv"
  if ! "$python" -m venv "$venv"; then
    echo "notebooks: $python cannot make environments (Debian: apt-get install python3-venv)" >&2
    rm -rf "$venv"
    exit 1
  fi
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    --requirement notebooks/requirements.txt
  cp notebooks/requirements.txt "$venv/installed-requirements.txt"
fi
