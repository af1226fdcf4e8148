#!/usr/bin/env bash
# Prints the numbers, read back from InfluxDB.
. "$(dirname "$0")/env.sh"
load_addresses
say "Summary, read from InfluxDB"
verify summary --influx-url "$INFLUX_URL" --database "$DATABASE" "$@"
echo
echo "Look further:"
echo "  Flink     $FLINK_URL"
echo "  InfluxDB  $INFLUX_URL/query?db=$DATABASE&q=SHOW+MEASUREMENTS"
if curl -fs -o /dev/null --max-time 2 "$GRAFANA_URL/api/health"; then
  echo "  Grafana   $GRAFANA_URL"
else
  echo "  Grafana   not running here; infra/README.md says how make up starts it"
fi
