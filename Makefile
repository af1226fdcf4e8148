# A thin index: each line calls a script in infra/bin. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help install demo test build up down status topics generate replay backfill submit live stop-job resume upgrade rebuild swap logs flink-ui summary query report picture verify notebooks smoke bench bench-fresh soak bench-scale bench-micro bench-replayer faults shape reference sbom dist clean
B := infra/bin
export KEEP STACK_OPTIONS TOPIC DATABASE SPEED JOB_OPTIONS Q BY

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  \1\t\2/' | expand -t 18
install: ## install what is missing on Debian 12 (JDK, Maven, InfluxDB, venv, Chromium), saying what and why
	@infra/install.sh --tests
demo: ## the main job end to end: build, stack, a synthetic week, backfill, summary, report
	@$(B)/demo.sh
test: ## everything that CI runs: notebooks, then all modules with real services
	@$(B)/test.sh
build: ## build the programs and the services' class paths, without tests
	@$(B)/build.sh
up: ## start ZooKeeper, Kafka, Flink and InfluxDB, and create the topics (STACK_OPTIONS="--port-offset 100")
	@$(B)/build.sh --if-needed && $(B)/up.sh
down: ## stop them all; data stays in var/
	@$(B)/stack.sh down
status: ## how each service is
	@$(B)/stack.sh status
topics: ## create the topics on the stack that is up
	@$(B)/topics.sh
generate: ## write the demo's synthetic week to var/demo/2019-Dec-demo.csv
	@$(B)/build.sh --if-needed && $(B)/generate.sh
replay: ## FILE=x.csv: send a file's events to Kafka, in place of what was there (KEEP=1 adds; OPTIONS="--speed 60x" paces)
	@$(B)/replay.sh "$(FILE)" $(OPTIONS)
backfill: ## compute everything in the topic anew, wait, and print the summary (OPTIONS="--orders-topic shop-orders")
	@$(B)/backfill.sh $(OPTIONS)
submit: ## start the job live, until it is stopped (OPTIONS="--parallelism 2")
	@$(B)/submit.sh $(OPTIONS)
live: ## FILE=x.csv: run the job live, and replay a file as from now on (SPEED=60x JOB_OPTIONS="--parallelism 2"; the demo's week by default)
	@$(B)/live.sh $(if $(FILE),"$(FILE)" $(OPTIONS))
stop-job: ## stop the live job with a savepoint (OPTIONS=--drain closes all windows first)
	@$(B)/stack.sh stop-job $(OPTIONS)
resume: ## go on with the job that was stopped, as it was (OPTIONS="--parallelism 4")
	@$(B)/resume.sh $(OPTIONS)
upgrade: ## build, stop the live job with a savepoint, and go on from it with the new jar
	@$(B)/upgrade.sh $(OPTIONS)
rebuild: ## compute everything anew beside the live job, into a database of its own (OPTIONS="--funnels new.yaml")
	@$(B)/rebuild.sh $(OPTIONS)
swap: ## have what make rebuild started take over, once it has caught up
	@$(B)/swap.sh
logs: ## follow the services' logs (SERVICE=taskmanager)
	@$(B)/logs.sh $(SERVICE)
flink-ui: ## say where Flink's web UI is, and what to look at
	@$(B)/flink-ui.sh
summary: ## print the numbers from InfluxDB (OPTIONS="--from 2019-12-01 --to 2020-01-01")
	@$(B)/summary.sh $(OPTIONS)
query: ## Q="SHOW MEASUREMENTS": ask InfluxDB by hand, as reader (BY=admin: as administrator)
	@$(B)/query.sh "$$Q"
report: ## write the numbers into one HTML file, var/report.html (OPTIONS="--from 2019-12-01 --to 2020-01-01")
	@$(B)/report.sh $(OPTIONS)
picture: ## take the README's pictures anew: a generated month, its backfill, the oracle, the report
	@$(B)/picture.sh
verify: ## FILE=x.csv: compare InfluxDB with an independent computation over the file
	@$(B)/verify.sh "$(FILE)" $(OPTIONS)
notebooks: ## run the tests of the notebooks and the report, and the notebooks on a stack of their own
	@notebooks/run-tests.sh
	@notebooks/run-on-stack.sh
smoke: ## the demo twice on other ports; the numbers must be the same
	@$(B)/smoke.sh
bench: ## our job beside its baselines, results compared (OPTIONS="--events 16M --contenders bare,ours-full"; 4M, 16M, 67.5M)
	@$(B)/bench.sh $(OPTIONS)
bench-fresh: ## how fresh a live job's numbers are, at 1 k, 10 k and 50 k events/s (OPTIONS="--rates 1000 --no-docs")
	@BENCHMARKS=1 $(B)/build.sh --if-needed && java -jar benchmarks/target/bench.jar fresh $(OPTIONS)
soak: ## an hour of a live job under load and faults: does it take more and more of anything? (OPTIONS="--minutes 4 --no-docs")
	@BENCHMARKS=1 $(B)/build.sh --if-needed && java -jar benchmarks/target/bench.jar soak $(OPTIONS)
bench-scale: ## from what make bench measured: what 10 k to 1 M events/s take, to docs/scale.md
	@BENCHMARKS=1 $(B)/build.sh --if-needed && java -jar benchmarks/target/bench.jar scale $(OPTIONS)
bench-micro: ## JMH: decoder, ledger, table, snapshot (OPTIONS="DecoderBenchmark -prof gc")
	@BENCHMARKS=1 $(B)/build.sh --if-needed && java -jar benchmarks/micro/target/micro.jar $(OPTIONS)
bench-replayer: ## the replayer beside kafka-producer-perf-test, on the same brokers
	@replayer/bench/bench-replayer.sh
faults: ## let faults fall on a stack of its own, and compare every point (OPTIONS="--only broker-killed --rounds 3")
	@$(B)/faults.sh $(OPTIONS)
shape: ## print generated months beside real rows, where ../shared/data holds some
	@mvn -q -pl replayer -am test -Dtest=RealShapeTest -Dsurefire.failIfNoSpecifiedTests=false
reference: ## write docs/configuration.md, the page of all options, anew from the programs
	@mvn -q -pl infra/deployments -am test -Dtest=OptionReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -Dreference.write=true
sbom: ## make the bill of materials, target/shop-funnel-sbom.json, and docs/dependencies.md from it
	@mvn -q org.cyclonedx:cyclonedx-maven-plugin:makeAggregateBom
	@mvn -q -pl infra/deployments -am test -Dtest=DependenciesTest -Dsurefire.failIfNoSpecifiedTests=false -Ddependencies.write=true
dist: ## pack an archive that runs without Maven, into target/dist
	@$(B)/dist.sh
clean: ## stop the stack; remove what was built and all run-time data
	@if [ -f infra/local-stack/target/local-stack.jar ]; then $(B)/stack.sh down; fi
	@rm -rf var target */target infra/*/target benchmarks/*/target
