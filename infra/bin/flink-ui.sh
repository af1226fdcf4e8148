#!/usr/bin/env bash
# Says where Flink's web UI is, and what to look at there.
. "$(dirname "$0")/env.sh"
load_addresses
cat <<WHERE
Flink's web UI: $FLINK_URL
  It listens on this machine only; from another: ssh -L ${FLINK_URL##*:}:127.0.0.1:${FLINK_URL##*:} THIS-MACHINE
WHERE
jobs=$(curl -fsS --max-time 5 "$FLINK_URL/jobs/overview") || fail "It does not answer: make up"
ids=$(grep -oE '"jid":"[0-9a-f]{32}","name":"[^"]*","start-time":[0-9]+,"end-time":-1' <<< "$jobs" || true)
[ -n "$ids" ] || { echo "  No job runs: make live, or make backfill"; exit 0; }
while IFS='"' read -r _ _ _ id _ _ _ name _; do
  job="$FLINK_URL/#/job/running/$id"
  printf '\n%s\n' "$name"
  printf '  %-58s %s\n' 'how it flows, and which step is busy or held back:' "$job/overview"
  printf '  %-58s %s\n' 'checkpoints, and how long and large they are:' "$job/checkpoints"
  printf '  %-58s %s\n' 'why it was restarted:' "$job/exceptions"
done <<< "$ids"
