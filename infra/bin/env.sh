# Read by the scripts beside it: where things are, and how to speak to the stack.
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
VAR=${VAR:-$ROOT/var}
TOPIC=${TOPIC:-shop-events}
# The database that readers use: shop, until `make swap` names another.
DATABASE=${DATABASE:-$(cat "$VAR/database" 2>/dev/null || echo shop)}
STACK_JAR=$ROOT/infra/local-stack/target/local-stack.jar
REPLAYER_JAR=$ROOT/replayer/target/replayer.jar
VERIFY_JAR=$ROOT/verify/target/verify.jar
JOB_JAR=$ROOT/flink-job/target/shop-funnel-job.jar
BENCH_JAR=$ROOT/benchmarks/target/bench.jar
FAULTS_JAR=$ROOT/infra/faults/target/faults.jar

say() { printf '\n== %s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

stack() {
  [ -f "$STACK_JAR" ] || fail "$STACK_JAR is not built yet: make build"
  local command=$1
  shift
  java -Dshopfunnel.root="$ROOT" -jar "$STACK_JAR" "$command" --dir "$VAR" "$@"
}
replayer() { run_jar "$REPLAYER_JAR" "$@"; }
verify() { run_jar "$VERIFY_JAR" "$@"; }
run_jar() {
  local jar=$1
  shift
  [ -f "$jar" ] || fail "$jar is not built yet: make build"
  java -jar "$jar" "$@"
}

# The addresses of the stack that is up, and by what it knows each program.
load_addresses() {
  [ -f "$VAR/stack.env" ] || fail "The stack is not up: make up"
  # shellcheck disable=SC1091
  . "$VAR/stack.env"
  AS_WRITER=(--influx-user "$INFLUX_WRITER" --influx-password-file "$INFLUX_WRITER_PASSWORD_FILE"
    ${CA_FILE:+--influx-ca-file "$CA_FILE"})
  AS_READER=(--influx-user "$INFLUX_READER" --influx-password-file "$INFLUX_READER_PASSWORD_FILE"
    ${CA_FILE:+--influx-ca-file "$CA_FILE"})
  AS_REPLAYER=(${KAFKA_REPLAYER_CONFIG:+--kafka-config "$KAFKA_REPLAYER_CONFIG"})
  AS_JOB=(${KAFKA_JOB_CONFIG:+--kafka-config "$KAFKA_JOB_CONFIG"} "${AS_WRITER[@]}")
}

# Are all programs built, and is no source newer than the build? The build's own time counts, not that of
# the jars: Maven leaves a jar as it is whose source was only touched. The benchmarks, which bring Flink SQL
# and Kafka Streams, are built where BENCHMARKS is set only.
BUILT=$ROOT/target/built
is_built() {
  local jar jars sources
  jars=("$BUILT" "$STACK_JAR" "$REPLAYER_JAR" "$VERIFY_JAR" "$JOB_JAR")
  sources=("$ROOT/pom.xml" "$ROOT/LICENSE" "$ROOT/NOTICE" "$ROOT"/*/pom.xml "$ROOT"/*/src/main "$ROOT"/infra/*/pom.xml "$ROOT"/infra/*/src/main)
  if [ -n "${BENCHMARKS:-}" ]; then
    jars+=("$BENCH_JAR")
    sources+=("$ROOT"/benchmarks/*/pom.xml "$ROOT"/benchmarks/*/src/main)
  fi
  for jar in "${jars[@]}"; do
    [ -f "$jar" ] || return 1
  done
  [ -z "$(find "${sources[@]}" -newer "$BUILT" -type f -print -quit 2>/dev/null)" ]
}

# Built programs and a running stack, once for each command that a person calls.
prepare() {
  [ -z "${PREPARED:-}" ] || return 0
  "$ROOT/infra/bin/build.sh" --if-needed
  "$ROOT/infra/bin/up.sh"
  export PREPARED=1
}
