package io.shopfunnel.bench.run;

import io.shopfunnel.bench.contender.ProcessUsage;
import io.shopfunnel.stack.FlinkJobs;
import io.shopfunnel.stack.LocalStack;
import io.shopfunnel.stack.ServiceStatus;
import io.shopfunnel.stack.StackException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The services that contenders use, on free ports, for as long as the bench runs. */
final class Stack implements AutoCloseable {
  private static final String BROKERS = "kafka-";
  private static final String INFLUX = "influxdb";
  private static final String TASK_MANAGER = "taskmanager";

  private final LocalStack services;
  private final FlinkWithJob flink;
  private final List<Long> brokers;
  private final long influx;

  private Stack(LocalStack services, FlinkWithJob flink) {
    this.services = services;
    this.flink = flink;
    this.brokers = pids(BROKERS);
    this.influx = pids(INFLUX).get(0);
  }

  static Stack start(Plan plan, Display display) {
    Path data = Folders.fresh(plan.directory().resolve("stack"));
    FlinkWithJob flink = FlinkWithJob.layOut(plan.root(), data.resolve("installation"));
    display.say("Starting the stack on free ports");
    try {
      return new Stack(
          LocalStack.builder()
              .root(flink.root())
              .directory(data)
              .taskManagerHeapMb(plan.heapMb())
              .slots(plan.parallelism())
              .start(),
          flink);
    } catch (StackException e) {
      throw new BenchException(String.valueOf(e.getMessage()), e);
    }
  }

  LocalStack services() {
    return services;
  }

  /** Submits our job. */
  FlinkJobs.Submission submit(List<String> arguments) {
    return services.flinkJobs().submit(flink.submitted(), arguments);
  }

  String brokers() {
    return services.brokers();
  }

  URI influxUrl() {
    return services.influxUrl();
  }

  /** A task manager that has run nothing yet, and is the only one that the cluster knows. */
  long freshTaskManager(FlinkRest flink) {
    services.killTaskManager();
    flink.awaitTaskManagers(0);
    services.startTaskManager();
    flink.awaitTaskManagers(1);
    return pids(TASK_MANAGER).get(0);
  }

  StackUsage usage() {
    try {
      double sum = 0;
      for (long broker : brokers) {
        sum += ProcessUsage.cpuSeconds(broker);
      }
      return new StackUsage(ProcessUsage.machineCpuSeconds(), sum, ProcessUsage.cpuSeconds(influx));
    } catch (IOException e) {
      throw new BenchException("a broker or InfluxDB has ended: " + e.getMessage(), e);
    }
  }

  private List<Long> pids(String prefix) {
    return services.status().stream()
        .filter(service -> service.name().startsWith(prefix))
        .map(ServiceStatus::pid)
        .map(pid -> pid.orElseThrow(() -> new BenchException("a service has ended: " + prefix)))
        .toList();
  }

  @Override
  public void close() {
    services.close();
  }
}
