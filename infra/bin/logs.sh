#!/usr/bin/env bash
# Follows the log of one service, or of all: logs.sh taskmanager.
. "$(dirname "$0")/env.sh"
service=${1:-*}
compgen -G "$VAR/logs/$service.log" > /dev/null || fail "There is no $VAR/logs/$service.log; services are named by make status."
# shellcheck disable=SC2086
exec tail -n "${LINES_BACK:-20}" -F "$VAR"/logs/$service.log
