#!/usr/bin/env bash
# Has the job that `make rebuild` started take over, once it has published all that the other has.
. "$(dirname "$0")/env.sh"
load_addresses
[ -f "$VAR/next-database" ] || fail "Nothing is being rebuilt: make rebuild"
next=$(cat "$VAR/next-database")
stack swap "$next"
rm "$VAR/next-database"
echo "Database $DATABASE is no longer written to. When nobody needs it: make query BY=admin Q='DROP DATABASE \"$DATABASE\"'"
