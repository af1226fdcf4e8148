package io.shopfunnel.reporter;

import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * What {@code metrics.reporter.NAME.factory.class} names. The reporter's settings are those of
 * Flink's own for InfluxDB, and {@value PasswordFileReporter#PASSWORD_FILE}, the name of a file
 * that holds nothing but the password.
 */
public final class PasswordFileReporterFactory implements MetricReporterFactory {
  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    return new PasswordFileReporter();
  }
}
