package io.shopfunnel.replayer.cli;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.shopfunnel.replayer.csv.CsvSource;
import io.shopfunnel.replayer.publish.ReplayStatus;
import io.shopfunnel.replayer.publish.ReplayTopics;
import io.shopfunnel.schema.EventTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What a replay has done, for people and as JSON. */
final class ReplaySummary {
  private static final double NANOS = 1e9;

  private final ReplayStatus status;
  private final double seconds;
  private final List<CsvSource> sources;
  private final ReplayTopics topics;

  ReplaySummary(ReplayStatus status, double seconds, List<CsvSource> sources, ReplayTopics topics) {
    this.status = status;
    this.seconds = seconds;
    this.sources = sources;
    this.topics = topics;
  }

  String text() {
    String names = String.join(", ", sources.stream().map(CsvSource::name).toList());
    if (status.isNothingToDo()) {
      return "%s: replayed into %s before, nothing sent. Send it once more with --again.%n"
          .formatted(names, topics.events());
    }
    StringBuilder text = new StringBuilder();
    line(text, "%s -> %s", names, topics.events());
    if (status.resumedAtRow() > 0) {
      line(text, "  went on after row  %,d", status.resumedAtRow());
    }
    line(text, "  rows read          %,d", status.rowsRead());
    line(text, "  events sent        %,d", status.committed());
    line(text, "  bad rows           %,d%s", status.badRows(), deadLetters());
    if (status.passedOver() > 0) {
      line(text, "  outside the time   %,d", status.passedOver());
    }
    if (status.outOfOrder() > 0) {
      line(
          text,
          "  out of order       %,d (by up to %,d s in the files)",
          status.outOfOrder(),
          TimeUnit.MILLISECONDS.toSeconds(status.furthestBehindMillis()));
    }
    if (status.eventTime() >= 0) {
      line(text, "  event time reached %s", EventTime.format(status.eventTime()));
    }
    line(text, "  took               %.1f s (%,.0f rows/s)", seconds, rowsPerSecond());
    if (status.greatestLagNanos() > 0) {
      line(text, "  greatest lag       %.3f s", status.greatestLagNanos() / NANOS);
    }
    if (status.isStopped()) {
      line(text, "Stopped before the end: the same command again goes on from here.");
    }
    return text.toString();
  }

  private String deadLetters() {
    return status.badRows() == 0 ? "" : " (in " + topics.deadLetters() + ")";
  }

  private double rowsPerSecond() {
    return seconds > 0 ? status.rowsRead() / seconds : 0;
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
  }

  /**
   * @throws UserMistake where the file cannot be written
   */
  void writeJson(Path file) {
    try (JsonGenerator json =
        new JsonFactory()
            .createGenerator(file.toFile(), JsonEncoding.UTF8)
            .useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeStringField("topic", topics.events());
      json.writeArrayFieldStart("sources");
      for (CsvSource source : sources) {
        json.writeString(source.name());
      }
      json.writeEndArray();
      json.writeBooleanField("finished_before", status.isNothingToDo());
      json.writeBooleanField("stopped_before_the_end", status.isStopped());
      json.writeNumberField("resumed_after_row", status.resumedAtRow());
      json.writeNumberField("rows_read", status.rowsRead());
      json.writeNumberField("events_sent", status.committed());
      json.writeNumberField("bad_rows", status.badRows());
      json.writeNumberField("rows_passed_over", status.passedOver());
      json.writeNumberField("events_out_of_order", status.outOfOrder());
      json.writeNumberField(
          "furthest_out_of_order_seconds",
          TimeUnit.MILLISECONDS.toSeconds(status.furthestBehindMillis()));
      json.writeNumberField("seconds", seconds);
      json.writeNumberField("rows_per_second", rowsPerSecond());
      json.writeNumberField("greatest_lag_seconds", status.greatestLagNanos() / NANOS);
      if (status.eventTime() >= 0) {
        json.writeStringField("event_time_reached", EventTime.format(status.eventTime()));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UserMistake("--report " + file + " cannot be written: " + e.getMessage(), 1);
    }
  }
}
