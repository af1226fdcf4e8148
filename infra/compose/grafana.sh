#!/bin/sh
# Grafana's own start script, with InfluxDB's password out of its file: provisioning reads variables only.
set -eu
SHOP_INFLUX_PASSWORD=$(cat /run/secrets/influx-password)
export SHOP_INFLUX_PASSWORD
exec /run.sh
