package io.shopfunnel.endtoend;

import io.shopfunnel.stack.Login;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Everything that stands in a database, as one text. */
final class DatabaseDump {
  private static final String[] MEASUREMENTS = {
    "events",
    "price_band",
    "funnel",
    "time_to_convert",
    "orders",
    "cart",
    "active",
    "top",
    "pipeline",
    "funnel_catalog"
  };

  private static final Set<String> DEPENDING_ON_ARRIVAL =
      Set.of("rev", "late_applied", "late_dropped", "duplicate_dropped");

  /** A comma that is not within quotes. */
  private static final String CELL_BORDER = ",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";

  private static final int FIRST_FIELD = 3;

  private DatabaseDump() {}

  static String of(URI influx, String database) throws IOException, InterruptedException {
    return of(influx, Optional.empty(), database);
  }

  /** The same, where InfluxDB asks who looks. */
  static String of(URI influx, Optional<Login> login, String database)
      throws IOException, InterruptedException {
    StringBuilder dump = new StringBuilder();
    for (String measurement : MEASUREMENTS) {
      dump.append(
          query(influx, login, database, "SELECT * FROM \"" + measurement + "\" GROUP BY *"));
    }
    return dump.toString();
  }

  /**
   * The same without the fields that depend on how data arrived (docs/semantics.md), and without
   * points that say nothing but zeros: a group that was never published has none.
   */
  static String whatDoesNotDependOnArrival(URI influx, String database)
      throws IOException, InterruptedException {
    StringBuilder dump = new StringBuilder();
    List<String> columns = List.of();
    for (String line : of(influx, database).lines().filter(each -> !each.isBlank()).toList()) {
      List<String> cells = List.of(line.split(CELL_BORDER, -1));
      if (line.startsWith("name,tags,time")) {
        columns = cells;
      } else {
        dump.append(pointOf(columns, cells));
      }
    }
    return dump.toString();
  }

  private static String pointOf(List<String> columns, List<String> cells) {
    StringBuilder point = new StringBuilder(String.join(",", cells.subList(0, FIRST_FIELD)));
    boolean saysSomething = false;
    for (int i = FIRST_FIELD; i < cells.size(); i++) {
      if (!DEPENDING_ON_ARRIVAL.contains(columns.get(i))) {
        point.append(',').append(columns.get(i)).append('=').append(cells.get(i));
        saysSomething |= cells.get(i).matches("-?[0-9]*[1-9][0-9]*");
      }
    }
    return saysSomething ? point.append('\n').toString() : "";
  }

  static void clear(URI influx) throws IOException, InterruptedException {
    query(influx, Optional.empty(), "shop", "DROP DATABASE shop");
  }

  static String query(URI influx, String database, String query)
      throws IOException, InterruptedException {
    return query(influx, Optional.empty(), database, query);
  }

  private static String query(URI influx, Optional<Login> login, String database, String query)
      throws IOException, InterruptedException {
    String form =
        "db=" + database + "&epoch=s&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(influx.resolve("/query"))
            .header("Accept", "application/csv")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    login.ifPresent(who -> request.header("Authorization", who.basic()));
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(query + ": " + answer.body());
    }
    return answer.body();
  }
}
