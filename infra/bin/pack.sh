#!/usr/bin/env bash
# pack.sh FOLDER TIME ARCHIVE: packs a folder so that the bytes follow from names and contents alone, not from where
# and by whom it is done: names sorted, one time for all files, no owner, modes 755 and 644, no name or time of gzip's.
set -euo pipefail
folder=$1 time=$2 archive=$3
tar --sort=name --mtime="$time" --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX,ug-s,-t --format=gnu \
  -C "$(dirname "$folder")" -cf - "$(basename "$folder")" | gzip -n > "$archive"
