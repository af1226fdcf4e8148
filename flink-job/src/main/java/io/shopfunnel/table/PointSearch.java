package io.shopfunnel.table;

import io.shopfunnel.point.LineFormat;
import io.shopfunnel.point.PointFinder;
import io.shopfunnel.point.PointQuestion;
import io.shopfunnel.point.PointSchema;
import io.shopfunnel.point.Series;
import io.shopfunnel.window.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Finds the points that stand in the database and that a table may still change, and which table
 * that is. Tables that count every record are left out.
 */
public final class PointSearch {
  private final List<TableFamily> families;
  private final Map<String, Set<TableFamily>> byMeasurement = new HashMap<>();
  private final long allowedLatenessMillis;
  private final Map<PointSchema, LineFormat> formats = new HashMap<>();
  private final Map<Tagged, Series> series = new HashMap<>();

  /** What tells series apart. */
  private record Tagged(PointSchema schema, List<String> tagValues) {}

  /** What is asked of, but for the times. */
  private record Topic(String measurement, Window window) {}

  /**
   * A search for points of tables of these families.
   *
   * @param allowedLatenessMillis how long a table is still changed by late events
   */
  public PointSearch(List<TableFamily> families, long allowedLatenessMillis) {
    this.families = families.stream().filter(family -> !family.countsEveryRecord()).toList();
    this.allowedLatenessMillis = allowedLatenessMillis;
    for (TableFamily family : this.families) {
      for (PointSchema schema : family.schemas()) {
        byMeasurement
            .computeIfAbsent(schema.measurement(), unused -> new LinkedHashSet<>())
            .add(family);
      }
    }
  }

  /**
   * Asks, and hands out each point's table and series.
   *
   * @param watermark beyond which nothing has been decided
   * @param lastEnd the latest end of a window of which there may be points
   */
  public void run(
      PointFinder finder, long watermark, long lastEnd, BiConsumer<TableKey, Series> receiver)
      throws IOException, InterruptedException {
    finder.find(
        questions(watermark, lastEnd),
        (question, tagValues, windowStart) ->
            found(question, tagValues, windowStart, watermark, lastEnd, receiver));
  }

  /** One for each measurement and window, from the oldest time that any family needs. */
  private List<PointQuestion> questions(long watermark, long lastEnd) {
    Map<Topic, PointQuestion> questions = new HashMap<>();
    for (TableFamily family : families) {
      for (Window window : family.windows()) {
        long from = window.startOf(Math.max(0, watermark - keptMillis(family)));
        for (PointSchema schema : family.schemas()) {
          questions.merge(
              new Topic(schema.measurement(), window),
              new PointQuestion(schema, window.tag(), from, lastEnd),
              (one, other) -> one.from() <= other.from() ? one : other);
        }
      }
    }
    return new ArrayList<>(questions.values());
  }

  /** For how long after its end a table is kept. */
  private long keptMillis(TableFamily family) {
    return family.openEndMillis() + allowedLatenessMillis;
  }

  private void found(
      PointQuestion question,
      List<String> tagValues,
      long windowStart,
      long watermark,
      long lastEnd,
      BiConsumer<TableKey, Series> receiver) {
    Window window = Window.ofTag(question.window());
    if (window == null || window.endOf(windowStart) > lastEnd) {
      return;
    }
    String measurement = question.schema().measurement();
    for (TableFamily family : byMeasurement.getOrDefault(measurement, Set.of())) {
      PointSchema schema = family.schemaOf(measurement, tagValues);
      if (schema != null
          && family.windows().contains(window)
          && window.endOf(windowStart) + keptMillis(family) > watermark) {
        receiver.accept(
            new TableKey(family.name(), window, windowStart), seriesOf(schema, tagValues));
      }
    }
  }

  private Series seriesOf(PointSchema schema, List<String> tagValues) {
    return series.computeIfAbsent(
        new Tagged(schema, tagValues),
        tagged -> formats.computeIfAbsent(tagged.schema, LineFormat::new).series(tagged.tagValues));
  }
}
