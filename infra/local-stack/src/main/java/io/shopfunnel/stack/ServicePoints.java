package io.shopfunnel.stack;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Tells InfluxDB which services run, one point for each and look. */
final class ServicePoints {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final URI write;
  private final RestartBook book;
  private Instant due = Instant.MIN;

  ServicePoints(URI influx, RestartBook book) {
    this.write = influx.resolve("/write?precision=s&db=" + FlinkReporting.DATABASE);
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
    var unused =
        Probes.send(
            HttpRequest.newBuilder(write)
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(lines))
                .build());
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
