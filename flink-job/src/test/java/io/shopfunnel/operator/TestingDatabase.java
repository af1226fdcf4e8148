package io.shopfunnel.operator;

import io.shopfunnel.point.PointBlock;
import io.shopfunnel.point.PointFinder;
import io.shopfunnel.point.PointQuestion;
import io.shopfunnel.point.TestingLines;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keeps points as InfluxDB does, and tells which there are. */
final class TestingDatabase implements PointFinder {
  private static final Set<String> DEPENDING_ON_ARRIVAL = Set.of("rev", "late_applied");

  private final transient SortedMap<String, TestingLines.Point> points = new TreeMap<>();

  /** A point that is there already is replaced. */
  void write(PointBlock block) {
    for (String line : TestingLines.lines(block)) {
      TestingLines.Point point = TestingLines.read(line);
      points.put(identity(point), point);
    }
  }

  private static String identity(TestingLines.Point point) {
    return point.measurement() + point.tags() + " " + point.windowStart();
  }

  /** The points, without what depends on arrival, and without those that say nothing but zeros. */
  SortedMap<String, Map<String, Object>> content() {
    SortedMap<String, Map<String, Object>> content = new TreeMap<>();
    points.forEach(
        (identity, point) -> {
          Map<String, Object> fields = new TreeMap<>(point.fields());
          fields.keySet().removeAll(DEPENDING_ON_ARRIVAL);
          if (fields.values().stream().anyMatch(v -> v instanceof Long number && number != 0)) {
            content.put(identity, fields);
          }
        });
    return content;
  }

  @Override
  public void find(List<PointQuestion> questions, Receiver receiver) {
    for (PointQuestion question : questions) {
      for (TestingLines.Point point : points.values()) {
        if (point.measurement().equals(question.schema().measurement())
            && question.window().equals(point.tags().get("window"))
            && point.windowStart() >= question.from()
            && point.windowStart() <= question.to()) {
          receiver.found(question, List.copyOf(point.tags().values()), point.windowStart());
        }
      }
    }
  }
}
