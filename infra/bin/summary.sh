#!/usr/bin/env bash
# Prints the numbers, read back from InfluxDB.
. "$(dirname "$0")/env.sh"
load_addresses
say "Summary, read from InfluxDB"
verify summary --influx-url "$INFLUX_URL" --database "$DATABASE" "${AS_READER[@]}" "$@"
echo
echo "Look further:"
echo "  Flink     $FLINK_URL"
echo "  InfluxDB  $INFLUX_URL, as user $INFLUX_READER with the password in $INFLUX_READER_PASSWORD_FILE;"
echo "            make query Q=\"SHOW MEASUREMENTS\" asks so"
if curl -fs -o /dev/null --max-time 2 "$GRAFANA_URL/api/health"; then
  echo "  Grafana   $GRAFANA_URL, as user $GRAFANA_USER with the password in $GRAFANA_PASSWORD_FILE"
else
  echo "  Grafana   not running here; infra/README.md says how make up starts it"
fi
