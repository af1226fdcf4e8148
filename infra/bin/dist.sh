#!/usr/bin/env bash
# Packs what runs without Maven: the folders as they are here, with what was built in place of its sources.
# The same sources give the same bytes: names sorted, one time for all files, no owner.
. "$(dirname "$0")/env.sh"
cd "$ROOT"
"$ROOT/infra/bin/build.sh" --if-needed
of_pom() { sed -nE "s/^ *<$1>(.*)<\/$1>$/\1/p" pom.xml | head -n 1; }
name=shop-funnel-$(of_pom version)
stage=$ROOT/target/dist/$name
rm -rf "$ROOT/target/dist"
mkdir -p "$stage/target"

say "Writing down what is in it"
mvn -q org.cyclonedx:cyclonedx-maven-plugin:makeAggregateBom

say "Gathering $name"
cp -r --parents Makefile LICENSE NOTICE CHANGELOG.md SECURITY.md target/shop-funnel-sbom.json docs grafana notebooks \
  infra/README.md infra/install.sh infra/docker-compose.yaml infra/bin infra/compose infra/examples infra/images infra/kubernetes \
  infra/kafka-dist/target/lib infra/flink-dist/target/lib infra/flink-dist/target/plugins \
  infra/local-stack/target/local-stack.jar \
  flink-job/target/shop-funnel-job.jar replayer/target/replayer.jar verify/target/verify.jar "$stage"
cp infra/release/README.md "$stage/README.md"
cp .dockerignore "$stage"
touch "$stage/target/built"
find "$stage/notebooks" \( -name __pycache__ -o -name .venv -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} +

archive=$ROOT/target/dist/$name.tar.gz
tar --sort=name --mtime="$(of_pom project.build.outputTimestamp)" --owner=0 --group=0 --numeric-owner \
  --mode=u+rwX,go+rX,go-w --format=gnu -C "$ROOT/target/dist" -cf - "$name" | gzip -n > "$archive"
rm -rf "$stage"
echo "$archive: $(du -h "$archive" | cut -f1), sha256 $(sha256sum "$archive" | cut -d' ' -f1)"
