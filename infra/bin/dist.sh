#!/usr/bin/env bash
# Packs what runs without Maven: what is under version control, with what was built in place of its sources.
# The same sources give the same bytes, wherever they lie: pack.sh.
. "$(dirname "$0")/env.sh"
cd "$ROOT"
[ -e .git ] || fail "make dist packs what is under version control: it wants a clone, made with git."
"$ROOT/infra/bin/build.sh" --if-needed
of_pom() { sed -nE "s/^ *<$1>(.*)<\/$1>$/\1/p" pom.xml | head -n 1; }
name=shop-funnel-$(of_pom version)
stage=$ROOT/target/dist/$name
rm -rf "$ROOT/target/dist"
mkdir -p "$stage/target"

say "Writing down what is in it"
mvn -q org.cyclonedx:cyclonedx-maven-plugin:makeAggregateBom

say "Gathering $name"
git ls-files -z -- Makefile LICENSE NOTICE CHANGELOG.md SECURITY.md .dockerignore docs grafana notebooks infra/README.md \
  infra/install.sh infra/docker-compose.yaml infra/bin infra/compose infra/examples infra/images infra/kubernetes \
  | xargs -0 cp --parents -t "$stage"
cp -r --parents target/shop-funnel-sbom.json \
  infra/kafka-dist/target/lib infra/flink-dist/target/lib infra/flink-dist/target/plugins \
  infra/local-stack/target/local-stack.jar \
  flink-job/target/shop-funnel-job.jar replayer/target/replayer.jar verify/target/verify.jar "$stage"
cp infra/release/README.md "$stage/README.md"
touch "$stage/target/built"

archive=$ROOT/target/dist/$name.tar.gz
"$ROOT/infra/bin/pack.sh" "$stage" "$(of_pom project.build.outputTimestamp)" "$archive"
rm -rf "$stage"
echo "$archive: $(du -h "$archive" | cut -f1), sha256 $(sha256sum "$archive" | cut -d' ' -f1)"
