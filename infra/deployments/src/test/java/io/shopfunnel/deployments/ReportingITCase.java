package io.shopfunnel.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.shopfunnel.stack.LocalSettings;
import io.shopfunnel.stack.Login;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.reporter.Scheduled;
import org.apache.flink.runtime.metrics.MetricRegistryConfiguration;
import org.apache.flink.runtime.metrics.MetricRegistryImpl;
import org.apache.flink.runtime.metrics.ReporterSetupBuilder;
import org.apache.flink.runtime.metrics.filter.DefaultReporterFilters;
import org.apache.flink.runtime.metrics.groups.JobManagerMetricGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Users, database and reporter as compose and Kubernetes have them, on a real InfluxDB with their
 * configuration.
 */
class ReportingITCase {
  @TempDir private Path folder;
  private InfluxInContainer influx;
  private Login administrator;
  private Login reporter;

  @BeforeEach
  void start() throws Exception {
    administrator = new Login("shop", Files.writeString(folder.resolve("password"), "Shop-1\n"));
    reporter = new Login("flink", Files.writeString(folder.resolve("reporter"), "Flink_2\n"));
    influx = InfluxInContainer.start(folder);
  }

  @AfterEach
  void stop() throws Exception {
    influx.stop();
  }

  @Test
  void flinkReportsFromEitherConfigurationAsAUserWhoMayDoNothingElse() throws Exception {
    assertThat(influx.makeUsers(administrator, reporter)).isEqualTo(0);

    report(Documents.text("infra/compose/flink.yaml"), 3);
    report(kubernetes(), 4);

    assertThat(
            influx.ask(administrator, "flink", "SELECT value FROM jobmanager_taskSlotsAvailable"))
        .contains(",3]", ",4]");
    assertThat(influx.ask(reporter, "flink", "SELECT value FROM jobmanager_taskSlotsAvailable"))
        .contains("not authorized");
    assertThat(influx.ask(reporter, "flink", "CREATE DATABASE other")).contains("requires admin");
    assertThat(influx.ask(administrator, "flink", "CREATE DATABASE shop")).doesNotContain("error");
    assertThat(influx.write(reporter, "shop")).isEqualTo(403);
  }

  @Test
  void theDatabaseIsKeptAsTheLocalStacks() throws Exception {
    influx.makeUsers(administrator, reporter);

    // InfluxDB refuses to create one that is there and kept for another time.
    LocalSettings.createMetricsDatabase(influx.address(), administrator);
  }

  @Test
  void theSecondTimeItTakesThePasswordThatIsInTheFileThen() throws Exception {
    influx.makeUsers(administrator, reporter);
    Files.writeString(reporter.passwordFile(), "another");

    assertThat(influx.makeUsers(administrator, reporter)).isEqualTo(0);
    assertThat(influx.write(reporter, "flink")).isEqualTo(204);
  }

  @Test
  void aPasswordThatCannotBeWrittenIntoAStatementIsRefused() throws Exception {
    Files.writeString(reporter.passwordFile(), "it's");

    assertThat(influx.makeUsers(administrator, reporter)).isEqualTo(2);
    assertThat(influx.output())
        .isEqualTo(
            "The password in %s should be letters, digits, '-' and '_', and not empty.\n"
                .formatted(reporter.passwordFile()));
  }

  /** Reports a gauge, as a job manager of that configuration does. */
  private void report(String yaml, int value) throws Exception {
    Configuration configuration = FlinkSettings.load(yaml, folder);
    configuration.setString("metrics.reporter.influxdb.host", influx.address().getHost());
    configuration.setString(
        "metrics.reporter.influxdb.port", Integer.toString(influx.address().getPort()));
    configuration.setString(
        "metrics.reporter.influxdb.passwordFile", reporter.passwordFile().toString());
    MetricRegistryImpl registry =
        new MetricRegistryImpl(
            MetricRegistryConfiguration.fromConfiguration(configuration, 1 << 20),
            ReporterSetupBuilder.METRIC_SETUP_BUILDER.fromConfiguration(
                configuration,
                DefaultReporterFilters::metricsFromConfiguration,
                MetricsPlugin.manager()));
    try {
      JobManagerMetricGroup.createJobManagerMetricGroup(registry, "jobmanager")
          .gauge("taskSlotsAvailable", (Gauge<Integer>) () -> value);
      ((Scheduled) registry.getReporters().get(0)).report();
    } finally {
      registry.closeAsync().get();
    }
  }

  private static String kubernetes() {
    JsonNode settings =
        Documents.one("infra/kubernetes/base/flink-deployment.yaml").at("/spec/flinkConfiguration");
    return Documents.names(settings).stream()
        .map(name -> name + ": " + settings.path(name).asText() + "\n")
        .collect(Collectors.joining());
  }
}
