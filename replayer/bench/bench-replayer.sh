#!/usr/bin/env bash
# The replayer beside kafka-producer-perf-test: the same records' size, acks, compression and
# partitions, in turns on the same brokers: those of BROKERS, or else of the local stack, which is
# started. Further options: EVENTS (rows), ROUNDS.
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ -z "${BROKERS:-}" ]; then
  . infra/bin/env.sh
  prepare
  load_addresses
fi
EVENTS="${EVENTS:-3000000}"
ROUNDS="${ROUNDS:-3}"
LIB="${KAFKA_LIB:-infra/kafka-dist/target/lib}"
WORK="${WORK:-var/bench}"
REPLAYER=(java -XX:+UseParallelGC -Xmx1g -jar replayer/target/replayer.jar)
mkdir -p "$WORK"
CSV="$WORK/bench-$EVENTS.csv"
if [ ! -f "$CSV" ]; then "${REPLAYER[@]}" generate --events "$EVENTS" --seed 1 --out "$CSV" --quiet; fi
# perf-test sends the same JSON: a sample of the records that the replayer makes of this file.
PAYLOADS="$WORK/payloads.txt"
python3 - "$CSV" "$PAYLOADS" <<'PY'
import csv, itertools, json, sys
with open(sys.argv[1]) as rows, open(sys.argv[2], "w") as out:
    for number, row in enumerate(itertools.islice(csv.DictReader(rows), 100000), 1):
        event = {k: v for k, v in row.items() if v}
        for field in ("product_id", "category_id", "user_id"):
            event[field] = int(event[field])
        event["event_id"] = "bench.csv:%010d" % number
        out.write(json.dumps(event, separators=(",", ":")) + "\n")
PY
perf_test() {
  java -Xmx1g -XX:+UseParallelGC -cp "$LIB/*" org.apache.kafka.tools.ProducerPerformance \
    --topic bench-perf --num-records "$EVENTS" --throughput -1 --payload-file "$PAYLOADS" \
    --producer-props bootstrap.servers="$BROKERS" acks=all enable.idempotence=true \
    compression.type=lz4 linger.ms=20 batch.size=262144 buffer.memory=67108864 2>/dev/null |
    tail -1 | sed -E 's/.* ([0-9.]+) records\/sec.*/\1/'
}
replayer() {
  "${REPLAYER[@]}" replay "$CSV" --brokers "$BROKERS" --topic bench-replay --again --quiet \
    --report "$WORK/report.json" >/dev/null
  sed -nE 's/.*"rows_per_second" : ([0-9.]+).*/\1/p' "$WORK/report.json"
}
for topic in bench-perf bench-replay; do
  "${REPLAYER[@]}" topics --brokers "$BROKERS" --topic "$topic" >/dev/null
done
printf 'round  kafka-producer-perf-test/s  replayer/s  share\n'
for round in $(seq "$ROUNDS"); do
  perf="$(perf_test)"
  ours="$(replayer)"
  awk -v r="$round" -v p="$perf" -v o="$ours" \
    'BEGIN { printf "%5d  %26.0f  %10.0f  %4.0f%%\n", r, p, o, 100 * o / p }'
done
