package io.shopfunnel.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.shopfunnel.sink.influx.LocalInfluxd;
import io.shopfunnel.verify.sql.Database;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each alert rule on a real InfluxDB, firing and not firing. */
class AlertRuleITCase {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long WEEK = 7 * DAY;
  private static final long NOW = 1_577_880_000_000L + 20 * MINUTE;
  private static final Pattern REFERENCE = Pattern.compile("\\$([A-Z]+)");

  @TempDir private Path folder;
  private LocalInfluxd influxd;

  @BeforeEach
  void start() {
    influxd = LocalInfluxd.start(folder);
    influxd.query("", "CREATE DATABASE shop");
    influxd.query("", "CREATE DATABASE flink");
  }

  @AfterEach
  void stop() {
    influxd.close();
  }

  @Test
  void whereNothingEverCameNobodyIsWoken() throws Exception {
    for (AlertRule rule : AlertRule.all()) {
      assertThat(fires(rule.text("uid"))).as(rule.toString()).isEmpty();
      assertThat(rule.text("noDataState")).isEqualTo("OK");
    }
  }

  @Test
  void aWatermarkThatStandsStillFires() throws Exception {
    minute(29 * DAY);
    assertThat(fires("nothing-new-is-published")).contains(true);
    minute(2 * HOUR);
    assertThat(fires("nothing-new-is-published")).contains(true);
    minute(2 * MINUTE);
    assertThat(fires("nothing-new-is-published")).contains(false);
  }

  @Test
  void aDeadLetterFires() throws Exception {
    minute(5 * MINUTE);
    minute(2 * HOUR, 7, 0);
    assertThat(fires("records-that-are-no-events")).contains(false);
    minute(6 * MINUTE, 1, 0);
    assertThat(fires("records-that-are-no-events")).contains(true);
  }

  @Test
  void moreThanOneLateEventInAThousandFires() throws Exception {
    minute(5 * MINUTE, 0, 1);
    assertThat(fires("events-that-come-too-late")).contains(false);
    minute(6 * MINUTE, 0, 2);
    assertThat(fires("events-that-come-too-late")).contains(true);
  }

  @Test
  void aRecordThatIsNeitherFires() throws Exception {
    minute(2 * HOUR);
    assertThat(fires("events-unaccounted-for")).contains(false);
    write("pipeline,window=1m consumed=1001i,valid=1000i,dead_letter=0i", 3 * HOUR);
    assertThat(fires("events-unaccounted-for")).contains(true);
  }

  @Test
  void aConversionFarFromThoseOfTheHourFires() throws Exception {
    for (int week = 1; week <= 4; week++) {
      entries(week * WEEK, 1_000, 50, true);
    }
    entries(0, 1_000, 62, true);
    assertThat(fires("conversion-is-unusual")).contains(false);
    entries(0, 1_000, 20, true);
    assertThat(fires("conversion-is-unusual")).contains(true);
    entries(0, 1_000, 90, true);
    assertThat(fires("conversion-is-unusual")).contains(true);
  }

  @Test
  void theWeeksThatAreThereAreComparedWith() throws Exception {
    entries(0, 1_000, 20, true);
    assertThat(fires("conversion-is-unusual")).isEmpty();
    entries(2 * WEEK, 1_000, 50, true);
    entries(3 * WEEK, 29, 0, true);
    assertThat(fires("conversion-is-unusual")).contains(true);
    entries(0, 1_000, 40, true);
    assertThat(fires("conversion-is-unusual")).contains(false);
  }

  @Test
  void theFirstConversionAfterWeeksWithoutOneDoesNotFire() throws Exception {
    for (int week = 1; week <= 4; week++) {
      entries(week * WEEK, 30, 0, true);
    }
    entries(0, 30, 1, true);
    assertThat(fires("conversion-is-unusual")).contains(false);
  }

  @Test
  void aConversionOfFewOrOfAnUnfinishedHourSaysNothing() throws Exception {
    for (int week = 1; week <= 4; week++) {
      entries(week * WEEK, 1_000, 500, true);
    }
    entries(0, 29, 0, true);
    assertThat(fires("conversion-is-unusual")).isEmpty();
    entries(0, 1_000, 0, false);
    assertThat(fires("conversion-is-unusual")).isEmpty();
  }

  @Test
  void halfTheMoneyOfLastWeekFires() throws Exception {
    money(2 * HOUR + WEEK, 1_000);
    money(20 * HOUR + WEEK, 1_000);
    money(2 * HOUR, 1_001);
    assertThat(fires("gmv-is-far-below-last-week")).contains(false);
    money(2 * HOUR, 999);
    assertThat(fires("gmv-is-far-below-last-week")).contains(true);
  }

  @Test
  void aDayWithoutAnOrderFires() throws Exception {
    money(2 * HOUR + WEEK, 1_000);
    assertThat(fires("gmv-is-far-below-last-week")).contains(true);
    money(20 * HOUR, 500);
    assertThat(fires("gmv-is-far-below-last-week")).contains(false);
  }

  @Test
  void requestsThatAreMadeAgainAllTheTimeFire() throws Exception {
    for (int minutes = 1; minutes <= 4; minutes++) {
      tell("taskmanager_job_task_operator_influx_retries,subtask_index=0 count=7i", minutes);
    }
    assertThat(fires("the-sink-is-failing")).contains(false);
    tell("taskmanager_job_task_operator_influx_retries,subtask_index=0 count=9i", 0);
    assertThat(fires("the-sink-is-failing")).contains(true);
  }

  @Test
  void noCheckpointForTenMinutesFires() throws Exception {
    tell("jobmanager_job_numberOfCompletedCheckpoints,job_name=shop value=4i", 12);
    for (int minutes = 1; minutes < 10; minutes++) {
      tell("jobmanager_job_numberOfCompletedCheckpoints,job_name=shop value=5i", minutes);
    }
    assertThat(fires("the-last-checkpoint-is-old")).contains(true);
    tell("jobmanager_job_numberOfCompletedCheckpoints,job_name=shop value=6i", 0);
    assertThat(fires("the-last-checkpoint-is-old")).contains(false);
  }

  @Test
  void aJobAndAServiceThatAreStartedAgainFire() throws Exception {
    for (int minutes = 1; minutes < 5; minutes++) {
      tell("jobmanager_job_numRestarts,job_name=shop value=2i", minutes);
      tell("service,name=kafka-1 up=1i,restarts=" + (minutes < 3 ? 0 : 1) + "i", minutes);
    }
    assertThat(fires("a-service-was-started-again")).as("a stack that came up").contains(false);
    assertThat(fires("the-job-was-started-again")).contains(false);
    tell("service,name=kafka-1 up=1i,restarts=1i", 0);
    assertThat(fires("a-service-was-started-again")).contains(true);
    assertThat(fires("the-job-was-started-again")).contains(false);
    tell("jobmanager_job_numRestarts,job_name=shop value=3i", 0);
    assertThat(fires("the-job-was-started-again")).contains(true);
  }

  /** A minute in which all is well. */
  private void minute(long ago) {
    minute(ago, 0, 0);
  }

  private void minute(long ago, long deadLetters, long lateDropped) {
    write(
        "pipeline,window=1m consumed=%di,valid=1000i,dead_letter=%di,late_dropped=%di"
            .formatted(1_000 + deadLetters, deadLetters, lateDropped),
        ago);
  }

  private void entries(long ago, long entered, long converted, boolean mature) {
    write(
        "funnel,breakdown=all,funnel=session_purchase,value=all,window=1h step_1=%di,step_3=%di,mature=%s"
            .formatted(entered, converted, mature),
        26 * HOUR + 20 * MINUTE + ago);
  }

  private void money(long ago, long cents) {
    write("orders,window=1h cents=" + cents + "i", ago + 20 * MINUTE);
  }

  private void write(String point, long ago) {
    influxd.write("shop", point + " " + (NOW - ago));
  }

  /** What job or services told so many minutes ago. */
  private void tell(String point, int minutesAgo) {
    influxd.write("flink", point + " " + (NOW - minutesAgo * MINUTE));
  }

  /** Whether the rule fires; nothing where a step has no data. */
  private Optional<Boolean> fires(String uid) throws Exception {
    AlertRule rule = AlertRule.of(uid);
    Map<String, Double> values = new HashMap<>();
    for (AlertRule.Step step : rule.steps()) {
      Optional<Double> value;
      if (step.isQuery()) {
        value = last(step);
      } else if (step.model("type").equals("reduce")) {
        assertThat(step.model("reducer")).isEqualTo("last");
        value = Optional.ofNullable(values.get(step.model("expression")));
      } else {
        value = calculate(step.model("expression"), values);
      }
      value.ifPresent(number -> values.put(step.ref(), number));
    }
    return Optional.ofNullable(values.get(rule.text("condition"))).map(number -> number != 0);
  }

  private Optional<Double> last(AlertRule.Step step) throws Exception {
    String database = step.source().equals(Dashboard.SHOP) ? "shop" : "flink";
    InfluxAnswers influx = new InfluxAnswers(URI.create(influxd.url()), database);
    String text = step.model("query").replace("now()", NOW + "ms");
    Dashboard.Query query = new Dashboard.Query("", "", "", "", text);
    Rendering period =
        new Rendering(NOW - 1_000 * step.secondsAgo("from"), NOW - 1_000 * step.secondsAgo("to"));
    Optional<Double> last = Optional.empty();
    for (JsonNode series : influx.series(period.of(query))) {
      for (JsonNode row : series.get("values")) {
        last = row.get(1).isNull() ? last : Optional.of(row.get(1).doubleValue());
      }
    }
    return last;
  }

  /** Grafana's arithmetic is SQL's here: a comparison is 1 or 0. */
  private Optional<Double> calculate(String expression, Map<String, Double> values) {
    Matcher reference = REFERENCE.matcher(expression);
    StringBuilder filled = new StringBuilder();
    while (reference.find()) {
      Double value = values.get(reference.group(1));
      if (value == null) {
        return Optional.empty();
      }
      reference.appendReplacement(filled, "(" + value + ")");
    }
    try (Database database = Database.inMemory(folder)) {
      String sql = "SELECT CAST((" + reference.appendTail(filled) + ") AS DOUBLE)";
      return Optional.of((Double) database.rows(sql).get(0).get(0));
    }
  }
}
