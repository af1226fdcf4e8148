#!/bin/sh
# Starts the job live, unless it runs already; further words are passed to it.
set -eu
if flink list -a | grep -Eq '\((CREATED|INITIALIZING|RUNNING|RESTARTING|FAILING|CANCELLING|SUSPENDED|RECONCILING)\)'; then
  echo "A job runs already: http://127.0.0.1:18081"
  exit 0
fi
exec flink run -d /opt/flink/usrlib/shop-funnel-job.jar "$@"
