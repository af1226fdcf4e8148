package io.shopfunnel.bench.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shopfunnel.bench.contender.Results;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads our job's results back from InfluxDB. */
final class InfluxPoints {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CSV = "application/csv";

  /** Points by minute are those of all categories; the comparison is by type. */
  private static final String EVENTS =
      "SELECT sum(\"count\") FROM \"events\" WHERE \"window\" = '1m'"
          + " AND time >= '2019-12-01' AND time < '2020-01-02'"
          + " GROUP BY time(1m), \"event_type\" fill(none)";

  private static final String FUNNEL =
      "SELECT \"step_1\", \"step_2\", \"step_3\" FROM \"funnel\" WHERE \"window\" = '1h'"
          + " AND \"funnel\" = 'session_purchase' AND \"breakdown\" = 'all'";

  private static final String COUNTS = "SELECT count(*) FROM /.*/";

  private static final String MINUTES =
      "SELECT sum(\"count\") FROM \"events\" WHERE \"window\" = '1m'"
          + " AND time >= %dms AND time < %dms GROUP BY time(1m) fill(none)";

  private static final long MILLIS = 1_000;

  private final URI influx;

  InfluxPoints(URI influx) {
    this.influx = influx;
  }

  Results read(String database) {
    Results results = new Results();
    rows(
        database,
        EVENTS,
        row -> {
          String type = row.get(1).replaceFirst("^event_type=", "");
          results.addEvents(Long.parseLong(row.get(2)), type, Long.parseLong(row.get(3)));
        });
    rows(
        database,
        FUNNEL,
        row -> {
          for (int step = 1; step <= 3; step++) {
            results.addFunnel(Long.parseLong(row.get(2)), step, Long.parseLong(row.get(2 + step)));
          }
        });
    return results;
  }

  /** How many events each minute has, by its start in milliseconds; those that are there. */
  Map<Long, Long> minutes(String database, long from, long to) {
    Map<Long, Long> minutes = new HashMap<>();
    rows(
        database,
        MINUTES.formatted(from, to),
        row -> minutes.put(Long.parseLong(row.get(2)) * MILLIS, Long.parseLong(row.get(3))));
    return minutes;
  }

  /** How many points InfluxDB has been sent since its start, those that replaced others too. */
  double written() {
    return json("/debug/vars").path("write").path("values").path("pointReq").asDouble();
  }

  /** How many points are in a database. */
  double standing(String database) {
    String query = "/query?db=%s&q=%s".formatted(database, encoded(COUNTS));
    double sum = 0;
    for (JsonNode series : json(query).path("results").path(0).path("series")) {
      // The time, then the number of values of each field; no point has all of them empty.
      double most = 0;
      for (int i = 1; i < series.path("columns").size(); i++) {
        most = Math.max(most, series.path("values").path(0).path(i).asDouble());
      }
      sum += most;
    }
    return sum;
  }

  private JsonNode json(String path) {
    try {
      return JSON.readTree(Http.get(influx.resolve(path), "application/json"));
    } catch (JsonProcessingException e) {
      throw new BenchException("InfluxDB's answer at %s is no JSON".formatted(path), e);
    }
  }

  private static String encoded(String query) {
    return URLEncoder.encode(query, StandardCharsets.UTF_8);
  }

  /** Rows are: measurement, tags, time in seconds, values. */
  private void rows(String database, String query, Consumer<List<String>> reader) {
    String path = "/query?epoch=s&db=%s&q=%s".formatted(database, encoded(query));
    Http.get(influx.resolve(path), CSV)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("name,tags,time"))
        .forEach(line -> reader.accept(List.of(line.split(",", -1))));
  }
}
