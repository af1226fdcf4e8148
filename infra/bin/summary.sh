#!/usr/bin/env bash
# Prints the numbers, read back from InfluxDB.
. "$(dirname "$0")/env.sh"
load_addresses
say "Summary, read from InfluxDB"
verify summary --influx-url "$INFLUX_URL" --database "$DATABASE" "${AS_READER[@]}" "$@"
echo
echo "Look further:"
echo "  Flink     $FLINK_URL"
echo "  InfluxDB  $INFLUX_URL, as user $INFLUX_READER with the password in $INFLUX_READER_PASSWORD_FILE"
if curl -fs -o /dev/null --max-time 2 http://127.0.0.1:13000/api/health; then
  echo "  Grafana   http://127.0.0.1:13000"
else
  echo "  Grafana   not running here; grafana/ holds its provisioning, infra/docker-compose.yaml runs it"
fi
