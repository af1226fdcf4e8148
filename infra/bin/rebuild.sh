#!/usr/bin/env bash
# A second live job computes everything anew beside the one that runs: with a consumer group and a database of its own.
# What follows are options of that job, as --funnels new.yaml. `make swap` has it take over.
. "$(dirname "$0")/env.sh"
load_addresses
next=shop_$(date -u +%Y%m%d_%H%M%S)
say "A job that reads all of $TOPIC into database $next; readers keep to $DATABASE until make swap"
DATABASE=$next "$ROOT/infra/bin/submit.sh" --group-id "$next" "$@"
echo "$next" > "$VAR/next-database"
