package io.shopfunnel.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A database of a real InfluxDB, asked as Grafana asks. */
record InfluxAnswers(URI influx, String database) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The series of an answer. */
  List<JsonNode> series(String query) throws IOException, InterruptedException {
    String ask = "/query?epoch=ms&db=%s&q=%s".formatted(database, encoded(query));
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(influx.resolve(ask)).build(),
                HttpResponse.BodyHandlers.ofString());
    JsonNode answer = JSON.readTree(response.body());
    if (response.statusCode() != 200 || answer.findValue("error") != null) {
      throw new IOException(query + ": " + response.body());
    }
    return Dashboard.stream(answer.at("/results/0/series")).toList();
  }

  /**
   * The rows of an answer as texts, sorted: the time in seconds if it matters, the tags by name,
   * and the columns that are not null.
   */
  List<String> rows(String query, boolean timed) throws IOException, InterruptedException {
    List<String> rows = new ArrayList<>();
    for (JsonNode series : series(query)) {
      for (JsonNode values : series.get("values")) {
        List<Object> row = new ArrayList<>();
        if (timed) {
          row.add(values.get(0).asLong() / 1_000);
        }
        series.path("tags").forEach(tag -> row.add(tag.asText()));
        Dashboard.stream(values)
            .skip(1)
            .filter(value -> !value.isNull())
            .forEach(value -> row.add(value.isNumber() ? value.doubleValue() : value.asText()));
        rows.add(text(row));
      }
    }
    return rows.stream().sorted().toList();
  }

  /** A row as text; numbers with twelve digits, as sums of fractions differ after that. */
  static String text(List<?> row) {
    List<String> texts = new ArrayList<>();
    for (Object value : row) {
      texts.add(
          value instanceof Number number
              ? String.format(Locale.ROOT, "%.11e", number.doubleValue())
              : String.valueOf(value));
    }
    return String.join(" | ", texts);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
