#!/bin/sh
# Makes InfluxDB's users, and the database of Flink's metrics; what is there already stays.
# INFLUX_USER is an administrator, as the job creates its database. Without a user InfluxDB lets whoever comes first
# make one. `flink`, as whom Flink reports, may write its own database and nothing else; it is kept for two weeks.
# Wants INFLUX_URL, INFLUX_USER, INFLUX_PASSWORD_FILE and INFLUX_REPORTER_PASSWORD_FILE. Passwords have letters,
# digits, '-' and '_' only.
set -eu
password_in() {
  case $(cat "$1") in
    '' | *[!A-Za-z0-9_-]*)
      echo "The password in $1 should be letters, digits, '-' and '_', and not empty." >&2
      exit 2
      ;;
  esac
  cat "$1"
}
fail() {
  echo "$*" >&2
  exit 1
}
# Asks as a user with a password, or as nobody. Both go through standard input, the statement too: arguments can be
# read by others on the machine.
ask() {
  {
    [ -z "$1" ] || printf 'user = "%s:%s"\n' "$1" "$2"
    printf 'data-urlencode = "q=%s"\n' "$(printf '%s' "$3" | sed 's/["\\]/\\&/g')"
  } | curl -sS --max-time 30 -K - "$INFLUX_URL/query"
}
is_done() {
  answer=$(ask "$@") || return 1
  case $answer in
    *'"error"'*) return 1 ;;
  esac
}
administrator_does() {
  is_done "$INFLUX_USER" "$password" "$1"
}
password=$(password_in "$INFLUX_PASSWORD_FILE")
reporter_password=$(password_in "$INFLUX_REPORTER_PASSWORD_FILE")

if ! administrator_does 'SHOW DATABASES'; then
  is_done '' '' "CREATE USER \"$INFLUX_USER\" WITH PASSWORD '$password' WITH ALL PRIVILEGES" \
    || fail "InfluxDB at $INFLUX_URL did not take the user $INFLUX_USER: has it another one already?"
fi
administrator_does 'CREATE DATABASE "flink" WITH DURATION 14d REPLICATION 1 SHARD DURATION 1d NAME "recent"' \
  || fail "InfluxDB at $INFLUX_URL did not make the database flink: is there one with another retention?"
# One who is there gets the password that stands in the file now.
administrator_does "CREATE USER \"flink\" WITH PASSWORD '$reporter_password'" || true
administrator_does "SET PASSWORD FOR \"flink\" = '$reporter_password'" \
  || fail "InfluxDB at $INFLUX_URL did not take the user flink."
administrator_does 'GRANT WRITE ON "flink" TO "flink"' || fail "InfluxDB at $INFLUX_URL did not give the user flink its right."
echo "The users $INFLUX_USER and flink, and the database flink, are there."
