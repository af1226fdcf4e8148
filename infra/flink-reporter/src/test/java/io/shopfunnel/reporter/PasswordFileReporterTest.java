package io.shopfunnel.reporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordFileReporterTest {
  @TempDir private Path folder;

  @Test
  void takesThePasswordFromTheFileAndLeavesFlinksSettingsWithoutIt() throws Exception {
    MetricConfig settings = settings(Files.writeString(folder.resolve("password"), "s3cret\n"));

    assertThat(PasswordFileReporter.withPassword(settings))
        .containsEntry("password", "s3cret")
        .containsAllEntriesOf(settings);
    assertThat(settings).doesNotContainKey("password");
  }

  @Test
  void withoutAFileTheSettingsAreFlinks() {
    MetricConfig settings = new MetricConfig();
    settings.setProperty("password", "open");

    assertThat(PasswordFileReporter.withPassword(settings)).isEqualTo(settings);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    MetricReporter reporter = new PasswordFileReporter();
    MetricConfig settings = settings(folder.resolve("none"));

    assertThatThrownBy(() -> reporter.open(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            folder.resolve("none")
                + ", which passwordFile names, cannot be read: no metrics are reported.");
  }

  @Test
  void flinkFindsItsFactory() {
    assertThat(ServiceLoader.load(MetricReporterFactory.class))
        .filteredOn(PasswordFileReporterFactory.class::isInstance)
        .singleElement()
        .extracting(factory -> factory.createMetricReporter(new MetricConfig()))
        .isInstanceOf(PasswordFileReporter.class);
  }

  private static MetricConfig settings(Path passwordFile) {
    MetricConfig settings = new MetricConfig();
    settings.setProperty("host", "127.0.0.1");
    settings.setProperty("db", "flink");
    settings.setProperty("passwordFile", passwordFile.toString());
    return settings;
  }
}
