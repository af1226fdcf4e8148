package io.shopfunnel.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Tells InfluxDB which services run, one point for each and look. */
final class ServicePoints {
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final InfluxServer influx;
  private final RestartBook book;
  private Instant due = Instant.MIN;

  ServicePoints(InfluxServer influx, RestartBook book) {
    this.influx = influx;
    this.book = book;
  }

  /** Writes them, where the last ones are ten seconds old; an InfluxDB that is down misses some. */
  void write(List<ServiceProcess> processes, Instant now) {
    if (now.isBefore(due)) {
      return;
    }
    due = now.plus(EVERY);
    String lines =
        processes.stream()
            .map(process -> line(process, now.getEpochSecond()))
            .collect(Collectors.joining("\n"));
    influx.write(FlinkReporting.DATABASE, lines);
  }

  private String line(ServiceProcess process, long second) {
    Service service = process.service();
    return "service,kind=%s,name=%s up=%di,restarts=%di %d"
        .formatted(
            service.kind(),
            service.name(),
            process.isRunning() ? 1 : 0,
            book.restarts(service.name()),
            second);
  }
}
