package io.shopfunnel.stack.cli;

import io.shopfunnel.stack.InfluxDatabase;
import io.shopfunnel.stack.LocalStack;
import io.shopfunnel.stack.LocalStackBuilder;
import io.shopfunnel.stack.PortBases;
import io.shopfunnel.stack.StackException;
import io.shopfunnel.stack.StackFile;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the stack. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Starts what does not run yet, and returns when everything is ready.",
    footer = {
      "",
      "Examples:",
      "  Everything:                    local-stack up",
      "  Beside another stack:          local-stack up --port-offset 100 --dir /tmp/other",
    })
final class UpCommand implements Runnable {
  @Mixin private StackOptions options = new StackOptions();

  @Option(names = "--zookeeper-port", paramLabel = "PORT", description = "First of three (12181).")
  private @Nullable Integer zooKeeperPort;

  @Option(names = "--kafka-port", paramLabel = "PORT", description = "First of three (19092).")
  private @Nullable Integer kafkaPort;

  @Option(names = "--flink-port", paramLabel = "PORT", description = "Web UI and REST (18081).")
  private @Nullable Integer flinkPort;

  @Option(names = "--influx-port", paramLabel = "PORT", description = "HTTP interface (18086).")
  private @Nullable Integer influxPort;

  @Option(names = "--port-offset", paramLabel = "N", description = "Moves all ports up (0).")
  private @Nullable Integer portOffset;

  @Option(
      names = "--task-manager-heap",
      paramLabel = "MB",
      defaultValue = "4096",
      description = "Heap of the task manager in megabytes (${DEFAULT-VALUE}).")
  private int taskManagerHeapMb;

  @Option(
      names = "--slots",
      paramLabel = "N",
      defaultValue = "4",
      description = "Slots of the task manager (${DEFAULT-VALUE}).")
  private int slots;

  @Option(
      names = "--influx-database",
      paramLabel = "NAME",
      defaultValue = "shop",
      description = "Database to create (${DEFAULT-VALUE}).")
  private String database = "shop";

  @Override
  public void run() {
    StackFile file = options.file();
    Optional<PortBases> remembered = file.read();
    PortBases bases = chosen(remembered.orElse(PortBases.DEFAULT));
    remembered
        .filter(before -> !before.equals(bases) && stack(before).anyRunning())
        .ifPresent(
            before -> {
              throw new StackException(
                  "The stack in %s is up on other ports. Stop it first, with local-stack down."
                      .formatted(options.directory()));
            });
    LocalStack stack = stack(bases);
    file.write(bases, stack);
    int started = stack.up();
    new InfluxDatabase(stack.influxUrl(), database).create();
    System.out.println(started == 0 ? "Everything was up already." : "The stack is up.");
    print(stack);
  }

  private void print(LocalStack stack) {
    System.out.printf("  Kafka      %s%n", stack.brokers());
    System.out.printf("  ZooKeeper  %s%n", stack.zooKeeperConnect());
    System.out.printf("  Flink      %s%n", stack.flinkUrl());
    System.out.printf("  InfluxDB   %s (database %s)%n", stack.influxUrl(), database);
    System.out.printf("  data, logs %s%n", stack.directory());
  }

  private LocalStack stack(PortBases bases) {
    LocalStackBuilder builder = options.builder(bases);
    return builder.taskManagerHeapMb(taskManagerHeapMb).slots(slots).build();
  }

  /** What is asked for on the command line goes before what {@code otherwise} says. */
  private PortBases chosen(PortBases otherwise) {
    PortBases start = portOffset == null ? otherwise : PortBases.DEFAULT.plus(portOffset);
    return new PortBases(
        zooKeeperPort == null ? start.zooKeeper() : zooKeeperPort,
        kafkaPort == null ? start.kafka() : kafkaPort,
        flinkPort == null ? start.flink() : flinkPort,
        influxPort == null ? start.influx() : influxPort);
  }
}
