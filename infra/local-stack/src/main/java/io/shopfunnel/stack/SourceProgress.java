package io.shopfunnel.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How far the sources of jobs have come, by their metrics. */
final class SourceProgress {
  private static final Predicate<String> RECORDS_IN =
      Pattern.compile("Source__.*\\.numRecordsIn").asMatchPredicate();
  private static final Pattern OFFSET =
      Pattern.compile(".*\\.KafkaSourceReader\\.topic\\..*\\.partition\\.(\\d+)\\.currentOffset");

  private final FlinkRest rest;

  SourceProgress(FlinkRest rest) {
    this.rest = rest;
  }

  /** How many records they have read since they were last started; empty when it can't be told. */
  OptionalLong recordsRead(String job) {
    List<JsonNode> counts = metrics(job, RECORDS_IN);
    return counts.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(counts.stream().mapToLong(count -> count.path("sum").asLong()).sum());
  }

  /**
   * The next offset to be read by partition, where one has been read of it since the last start.
   */
  Map<Integer, Long> positions(String job) {
    return metrics(job, OFFSET.asMatchPredicate()).stream()
        .filter(metric -> metric.path("max").asLong() >= 0)
        .collect(
            Collectors.toMap(
                metric -> partition(metric.path("id").asText()),
                metric -> metric.path("max").asLong() + 1,
                Math::max));
  }

  private static int partition(String metric) {
    Matcher matcher = OFFSET.matcher(metric);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(metric);
    }
    return Integer.parseInt(matcher.group(1));
  }

  private List<JsonNode> metrics(String job, Predicate<String> wanted) {
    return rest.list("/jobs/" + job, "vertices").stream()
        .filter(vertex -> vertex.path("name").asText().startsWith("Source: "))
        .map(vertex -> "/jobs/" + job + "/vertices/" + vertex.path("id").asText())
        .flatMap(vertex -> metrics(wanted, vertex + "/subtasks/metrics").stream())
        .toList();
  }

  private List<JsonNode> metrics(Predicate<String> wanted, String path) {
    String names =
        FlinkRest.elements(rest.ask(path)).stream()
            .map(metric -> metric.path("id").asText())
            .filter(wanted)
            .collect(Collectors.joining(","));
    return names.isEmpty()
        ? List.of()
        : FlinkRest.elements(rest.ask(path + "?agg=sum,max&get=" + names));
  }
}
