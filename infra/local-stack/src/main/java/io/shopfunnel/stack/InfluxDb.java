package io.shopfunnel.stack;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** InfluxDB 1.x, with limits that a month of aggregates does not meet. */
final class InfluxDb {
  private static final String NAME = "influxdb";

  private InfluxDb() {}

  static Service service(StackLayout layout, Ports ports, Access access) {
    Path configuration = layout.conf().resolve("influxdb.conf");
    return new Service(
        NAME,
        Service.Kind.INFLUXDB,
        configuration.toString(),
        List.of(
            new PortUse(ports.influx(), "--influx-port"),
            new PortUse(ports.influxRpc(), "--influx-port")),
        () -> List.of(executable(), "-config", configuration.toString()),
        () -> Map.of(configuration, configuration(layout.data(NAME), ports, access)),
        Probes.http(
            access::http, ports.influxUrl(access.protection()).resolve("/ping"), body -> true));
  }

  private static String executable() {
    String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/bin";
    return Stream.of(path.split(File.pathSeparator))
        .map(folder -> Path.of(folder, "influxd"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Path::toString)
        .orElseThrow(
            () -> new StackException("influxd is not installed: run infra/install.sh first."));
  }

  private static String https(Access access) {
    return access.protection().encrypts()
        ? """
          https-enabled = true
          https-certificate = "%s"
        """
            .formatted(access.serverCertificate())
        : "";
  }

  private static String configuration(Path data, Ports ports, Access access) {
    return """
    reporting-disabled = true
    bind-address = "127.0.0.1:%d"
    [meta]
      dir = "%s/meta"
    [data]
      dir = "%s/data"
      wal-dir = "%s/wal"
      index-version = "tsi1"
      # Each write is on disk before it is acknowledged; a delay would pin a writer to its pace.
      wal-fsync-delay = "0s"
      query-log-enabled = false
      # 0 is no limit: a limit that is met drops points.
      max-series-per-database = 0
      max-values-per-tag = 0
    [monitor]
      store-enabled = false
    [subscriber]
      enabled = false
    [continuous_queries]
      enabled = false
    [http]
      bind-address = "127.0.0.1:%d"
      log-enabled = false
      auth-enabled = %s
      # Profiles, which it would show to whoever asks.
      pprof-enabled = false
    %s[logging]
      level = "warn"
    """
        .formatted(
            ports.influxRpc(),
            data,
            data,
            data,
            ports.influx(),
            access.protection().asksForPasswords(),
            https(access));
  }
}
