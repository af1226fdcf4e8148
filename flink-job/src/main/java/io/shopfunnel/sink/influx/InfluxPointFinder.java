package io.shopfunnel.sink.influx;

import io.shopfunnel.point.PointFinder;
import io.shopfunnel.point.PointQuestion;
import io.shopfunnel.point.PointSchema;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.influxdb.dto.QueryResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the points that stand in InfluxDB 1.x. */
public final class InfluxPointFinder implements PointFinder {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(InfluxPointFinder.class);

  private static final PointQuestion ANY =
      new PointQuestion(PointSchema.of("pipeline", "window").numbers("consumed"), "1m", 0, 0);

  private final InfluxConfig config;

  /** A finder in the database of this configuration. */
  public InfluxPointFinder(InfluxConfig config) {
    this.config = config;
  }

  /**
   * Asks whether the job's user may read: for a program that wants to say so before it submits a
   * job, which would else hear of it after its first crash.
   *
   * @throws InfluxWriteException where it may not
   */
  public static void check(InfluxConfig config) throws IOException, InterruptedException {
    new InfluxPointFinder(config).find(List.of(ANY), (question, tagValues, windowStart) -> {});
  }

  /**
   * Finds points; waits for a server that does not answer as long as a writer does that opens.
   *
   * @throws InfluxUnreachableException where nothing answers for so long
   * @throws InfluxWriteException where the server does not tell, or not of all
   */
  @Override
  public void find(List<PointQuestion> questions, Receiver receiver)
      throws IOException, InterruptedException {
    RetryLimits limits = config.retry();
    Attempts attempts =
        new Attempts(
            new RetryBackoff(limits, limits.giveUpAtOpenAfter(), 0),
            this::retrying,
            limits.giveUpAtOpenAfter());
    try (InfluxConnection connection =
        new InfluxOpening(config, limits.giveUpAtOpenAfter(), 0).open()) {
      for (PointQuestion question : questions) {
        for (QueryResult.Series series : attempts.until(() -> standing(connection, question))) {
          handOut(question, series, receiver);
        }
      }
    } catch (InfluxAnswerException answer) {
      throw new InfluxWriteException(
          "InfluxDB at %s (--influx-url), database '%s', does not tell which points it holds: %s."
                  .formatted(config.url(), config.database(), answer)
              + " The job's user needs the right to read, too.");
    }
  }

  private void retrying(IOException failure) {
    LOG.warn(
        "InfluxDB at {} does not tell which points it holds, trying again: {}",
        config.url(),
        failure + "");
  }

  private List<QueryResult.Series> standing(InfluxConnection connection, PointQuestion question)
      throws IOException {
    String field = '"' + question.schema().fieldNames().get(0) + '"';
    String points =
        " FROM \"%s\" WHERE \"window\" = '%s' AND time >= %dms AND time <= %dms"
            .formatted(
                question.schema().measurement(), question.window(), question.from(), question.to());
    // Counted before: points come to be, and none goes.
    long there = count(connection.series("SELECT COUNT(" + field + ")" + points));
    List<QueryResult.Series> told = connection.series("SELECT " + field + points + " GROUP BY *");
    checkAll(there, told);
    return told;
  }

  private static long count(List<QueryResult.Series> answer) {
    return answer.isEmpty() ? 0 : ((Number) answer.get(0).getValues().get(0).get(1)).longValue();
  }

  /** An answer that is cut off says so in a place where influxdb-java does not look. */
  private void checkAll(long there, List<QueryResult.Series> told) throws InfluxWriteException {
    long points = told.stream().mapToLong(series -> series.getValues().size()).sum();
    if (points < there) {
      throw new InfluxWriteException(
          "InfluxDB at %s (--influx-url), database '%s', tells of %d points where there are %d."
                  .formatted(config.url(), config.database(), points, there)
              + " Set max-row-limit to 0 in influxdb.conf.");
    }
  }

  private static void handOut(
      PointQuestion question, QueryResult.Series series, Receiver receiver) {
    Map<String, String> tags = series.getTags();
    List<String> values =
        question.schema().tagNames().stream().map(name -> tags.getOrDefault(name, "")).toList();
    for (List<Object> row : series.getValues()) {
      receiver.found(question, values, ((Number) row.get(0)).longValue());
    }
  }
}
