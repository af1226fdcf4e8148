package io.shopfunnel.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** All points of a database, from {@code measurement,tag=value,… <time in ms>} to the fields. */
final class InfluxPoints {
  private static final Set<String> DEPENDING_ON_ARRIVAL = Set.of("rev", "late_applied");
  private static final ObjectMapper JSON = new ObjectMapper();

  private InfluxPoints() {}

  /** The points without the fields that depend on arrival, and without those that are all zeros. */
  static SortedMap<String, SortedMap<String, Object>> read(URI influx, String database)
      throws IOException, InterruptedException {
    SortedMap<String, SortedMap<String, Object>> points = new TreeMap<>();
    JsonNode measurements = ask(influx, database, "SHOW MEASUREMENTS");
    for (JsonNode name : measurements.findPath("values")) {
      JsonNode answer =
          ask(influx, database, "SELECT * FROM \"" + name.get(0).asText() + "\" GROUP BY *");
      for (JsonNode series : answer.at("/results/0/series")) {
        addSeries(series, points);
      }
    }
    return points;
  }

  /** Runs a query that answers nothing of interest. */
  static void run(URI influx, String query) throws IOException, InterruptedException {
    ask(influx, "", query);
  }

  private static void addSeries(
      JsonNode series, SortedMap<String, SortedMap<String, Object>> points) {
    StringBuilder identity = new StringBuilder(series.get("name").asText());
    TreeMap<String, String> tags = new TreeMap<>();
    series.get("tags").properties().forEach(t -> tags.put(t.getKey(), t.getValue().asText()));
    tags.forEach((name, value) -> identity.append(',').append(name).append('=').append(value));
    for (JsonNode row : series.get("values")) {
      SortedMap<String, Object> fields = new TreeMap<>();
      for (int i = 1; i < row.size(); i++) {
        String field = series.get("columns").get(i).asText();
        if (!row.get(i).isNull() && !DEPENDING_ON_ARRIVAL.contains(field)) {
          fields.put(field, value(row.get(i)));
        }
      }
      if (saysSomething(fields)) {
        points.put(identity + " " + row.get(0).asLong(), fields);
      }
    }
  }

  private static Object value(JsonNode value) {
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    return value.isTextual() ? value.textValue() : (Object) value.longValue();
  }

  private static boolean saysSomething(Map<String, Object> fields) {
    return fields.values().stream().anyMatch(v -> v instanceof Long number && number != 0);
  }

  private static JsonNode ask(URI influx, String database, String query)
      throws IOException, InterruptedException {
    String form = "db=" + encoded(database) + "&epoch=ms&q=" + encoded(query);
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(influx.resolve("/query"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(query + ": " + response.body());
    }
    return JSON.readTree(response.body());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
