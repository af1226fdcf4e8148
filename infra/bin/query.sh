#!/usr/bin/env bash
# Asks InfluxDB in InfluxQL, and prints the answer as CSV: query.sh 'SHOW MEASUREMENTS'. The reader asks, unless BY names
# another of the users whose passwords are in var/secrets.
. "$(dirname "$0")/env.sh"
[ -n "${1:-}" ] || { echo "Say what to ask: make query Q='SHOW MEASUREMENTS'" >&2; exit 2; }
load_addresses
user=${BY:-$INFLUX_READER}
password=$VAR/secrets/influxdb-$user.password
[ -r "$password" ] || fail "There is no $password: BY is reader, writer or admin."
# The password comes from standard input, as others can see a command line.
answer=$(printf 'user = "%s:%s"\n' "$user" "$(cat "$password")" \
  | curl -sS --config - ${CA_FILE:+--cacert "$CA_FILE"} -H 'Accept: application/csv' \
    --data-urlencode "db=$DATABASE" --data-urlencode "q=$1" "$INFLUX_URL/query")
if [ "${answer%%$'\n'*}" = error ]; then
  fail "InfluxDB refuses: ${answer#*$'\n'}"
fi
[ -z "$answer" ] || printf '%s\n' "$answer"
