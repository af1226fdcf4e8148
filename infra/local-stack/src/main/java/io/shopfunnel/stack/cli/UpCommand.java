package io.shopfunnel.stack.cli;

import io.shopfunnel.stack.LocalStack;
import io.shopfunnel.stack.PortBases;
import io.shopfunnel.stack.Protection;
import io.shopfunnel.stack.StackException;
import io.shopfunnel.stack.StackFile;
import io.shopfunnel.stack.StackSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the stack. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Starts what does not run yet, and returns when everything is ready.",
      "A supervisor, started too, starts again what dies, until stop or down.",
      "What is chosen here is remembered until down."
    },
    footer = {
      "",
      "Examples:",
      "  Everything:                    local-stack up",
      "  Closed to the whole machine:   local-stack up --secure",
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
      names = "--task-managers",
      paramLabel = "N",
      description = "How many task managers, each a process of its own (1).")
  private @Nullable Integer taskManagers;

  @Option(
      names = "--task-manager-heap",
      paramLabel = "MB",
      description = "Heap of each task manager in megabytes (4096).")
  private @Nullable Integer taskManagerHeapMb;

  @Option(names = "--slots", paramLabel = "N", description = "Slots of each task manager (4).")
  private @Nullable Integer slots;

  @Option(
      names = "--secure",
      description =
          "Kafka asks for passwords too and grants rights, and all speak TLS to it and to"
              + " InfluxDB.")
  private boolean secure;

  @Option(
      names = "--influx-database",
      paramLabel = "NAME",
      defaultValue = "shop",
      description = "Database to create (${DEFAULT-VALUE}).")
  private String database = "shop";

  @Override
  public void run() {
    StackFile file = options.file();
    Optional<StackSettings> remembered = file.read();
    StackSettings settings = chosen(remembered.orElse(StackSettings.DEFAULT));
    remembered
        .filter(
            before ->
                !before.ports().equals(settings.ports())
                    || before.protection() != settings.protection())
        .filter(before -> options.stack(before).anyRunning())
        .ifPresent(
            before -> {
              throw new StackException(
                  "The stack in %s is up on other ports, or without --secure. Stop it first, with local-stack down."
                      .formatted(options.directory()));
            });
    LocalStack stack = options.stack(settings);
    file.write(settings, stack);
    int started = stack.up();
    stack.influxDatabase(database).create();
    System.out.println(started == 0 ? "Everything was up already." : "The stack is up.");
    print(stack);
  }

  private void print(LocalStack stack) {
    System.out.printf("  Kafka      %s%n", stack.brokers());
    System.out.printf("  ZooKeeper  %s%n", stack.zooKeeperConnect());
    System.out.printf("  Flink      %s%n", stack.flinkUrl());
    System.out.printf("  InfluxDB   %s (database %s)%n", stack.influxUrl(), database);
    System.out.printf("  Grafana    %s%n", stack.grafana());
    stack
        .influxReader()
        .ifPresent(
            reader -> System.out.printf("  passwords  %s%n", reader.passwordFile().getParent()));
    System.out.printf("  data, logs %s%n", stack.directory());
  }

  /** What is asked for on the command line goes before what {@code otherwise} says. */
  private StackSettings chosen(StackSettings otherwise) {
    return new StackSettings(
        chosen(otherwise.ports()),
        taskManagers == null ? otherwise.taskManagers() : taskManagers,
        taskManagerHeapMb == null ? otherwise.taskManagerHeapMb() : taskManagerHeapMb,
        slots == null ? otherwise.slots() : slots,
        secure ? Protection.ENCRYPTED : otherwise.protection(),
        otherwise.grafana().chosen(System.getenv()));
  }

  private PortBases chosen(PortBases otherwise) {
    PortBases start = portOffset == null ? otherwise : PortBases.DEFAULT.plus(portOffset);
    return new PortBases(
        zooKeeperPort == null ? start.zooKeeper() : zooKeeperPort,
        kafkaPort == null ? start.kafka() : kafkaPort,
        flinkPort == null ? start.flink() : flinkPort,
        influxPort == null ? start.influx() : influxPort);
  }
}
