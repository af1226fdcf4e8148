#!/bin/sh
# Makes the one user, who is an administrator, as the job creates its database. Without a user InfluxDB lets
# whoever comes first make one; once he is there, this does nothing.
# Wants INFLUX_HOST, INFLUX_USER and INFLUX_PASSWORD_FILE. The password has letters, digits, '-' and '_' only.
set -eu
password=$(cat "$INFLUX_PASSWORD_FILE")
case $password in
  '' | *[!A-Za-z0-9_-]*)
    echo "The password in $INFLUX_PASSWORD_FILE should be letters, digits, '-' and '_', and not empty." >&2
    exit 2
    ;;
esac
# Passwords go through the environment and standard input: arguments can be read by others on the machine.
is_known() {
  INFLUX_USERNAME=$INFLUX_USER INFLUX_PASSWORD=$password influx -host "$INFLUX_HOST" -execute 'SHOW DATABASES' > /dev/null 2>&1
}
if is_known; then
  echo "The user $INFLUX_USER is there."
  exit 0
fi
echo "CREATE USER \"$INFLUX_USER\" WITH PASSWORD '$password' WITH ALL PRIVILEGES" | influx -host "$INFLUX_HOST" > /dev/null 2>&1 || true
is_known || { echo "InfluxDB at $INFLUX_HOST did not take the user $INFLUX_USER: has it another one already?" >&2; exit 1; }
echo "The user $INFLUX_USER is made."
