package io.shopfunnel.stack;

/**
 * What Flink tells of itself and of the job goes to InfluxDB, into a database of its own. Only what
 * a panel shows or a person asks for in an emergency is told, and under names that stay the same
 * over restarts: so the series stay few.
 */
final class FlinkReporting {
  /** The database, which is kept for two weeks. */
  static final String DATABASE = "flink";

  private FlinkReporting() {}

  static String configuration(Ports ports, Access access) {
    String login =
        access
            .influxWriter()
            .map(
                writer ->
                    """
                    metrics.reporter.influxdb.username: %s
                    metrics.reporter.influxdb.passwordFile: %s
                    """
                        .formatted(writer.user(), writer.passwordFile()))
            .orElse("");
    return """
    metrics.reporters: influxdb
    metrics.reporter.influxdb.factory.class: io.shopfunnel.reporter.PasswordFileReporterFactory
    metrics.reporter.influxdb.interval: 10 SECONDS
    metrics.reporter.influxdb.scheme: %s
    metrics.reporter.influxdb.host: 127.0.0.1
    metrics.reporter.influxdb.port: %d
    metrics.reporter.influxdb.db: %s
    # Those of another attempt, submission or machine would be other series each time.
    metrics.reporter.influxdb.scope.variables.excludes: \
    job_id;task_id;task_attempt_id;task_attempt_num;operator_id;host
    metrics.reporter.influxdb.filter.includes: %s
    """
            .formatted(
                ports.influxUrl(access.protection()).getScheme(),
                ports.influx(),
                DATABASE,
                String.join(
                    ";",
                    "jobmanager.job:numRestarts,lastCheckpointDuration,lastCheckpointSize,"
                        + "numberOfCompletedCheckpoints,numberOfFailedCheckpoints",
                    "jobmanager:numRegisteredTaskManagers,taskSlotsAvailable",
                    "taskmanager.job.task:busyTimeMsPerSecond,backPressuredTimeMsPerSecond",
                    "taskmanager.job.task.operator:currentOutputWatermark,watermarkLag,pendingRecords,"
                        + "keptUsers,keptBytes,lateApplied,lateDropped,duplicatesDropped",
                    "taskmanager.job.task.operator.field:deadLetters",
                    "taskmanager.job.task.operator.influx:retries,rejected,lastSendMillis,"
                        + "pointsWritten",
                    "taskmanager.Status.JVM.Memory.Heap:Used,Max"))
        + login;
  }
}
