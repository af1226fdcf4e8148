package io.shopfunnel.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One process of the stack, as it is to be started.
 *
 * @param name unique, such as {@code kafka-1}
 * @param kind what it is
 * @param marker text that only this process carries in its command line; a pid file that outlives
 *     its process is recognised by it, even when the pid has a new owner
 * @param ports what it binds
 * @param command program and arguments; asked for at a start only, as a stack can be stopped
 *     without what is needed to start it
 * @param files configuration, written anew at each start, for their owner alone to read; asked for
 *     then only, as the passwords in it are made before the first start
 * @param probe when it is ready
 */
record Service(
    String name,
    Kind kind,
    String marker,
    List<PortUse> ports,
    Supplier<List<String>> command,
    Supplier<Map<Path, String>> files,
    Probe probe) {

  /** The kinds of service, in the order in which they start. */
  enum Kind {
    ZOOKEEPER(1, Duration.ofSeconds(10)),
    INFLUXDB(1, Duration.ofSeconds(20)),
    JOB_MANAGER(2, Duration.ofSeconds(15)),
    TASK_MANAGER(2, Duration.ofSeconds(15)),
    GRAFANA(2, Duration.ofSeconds(10)),
    // A broker hands its partitions over before it ends.
    KAFKA(2, Duration.ofSeconds(40)),
    SUPERVISOR(3, Duration.ofSeconds(5));

    private final int wave;
    private final Duration patience;

    Kind(int wave, Duration patience) {
      this.wave = wave;
      this.patience = patience;
    }

    /** Lower waves start first and stop last: the higher ones need them. */
    int wave() {
      return wave;
    }

    /** How long a polite stop may take before the process is killed. */
    Duration patience() {
      return patience;
    }
  }
}
