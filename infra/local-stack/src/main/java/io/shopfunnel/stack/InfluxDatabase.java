package io.shopfunnel.stack;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Makes the database that the job writes to. */
public final class InfluxDatabase {
  private InfluxDatabase() {}

  /**
   * Creates the database, with infinite retention, unless it is there: a finite retention would
   * reject the points of 2019.
   *
   * @throws StackException when InfluxDB does not answer, or refuses
   */
  public static void create(URI influx, String name) {
    String query = URLEncoder.encode("CREATE DATABASE \"" + name + "\"", StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(influx.resolve("/query"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("q=" + query))
            .build();
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200 || answer.body().contains("\"error\"")) {
        throw new StackException(
            "InfluxDB at %s did not create database %s: %s"
                .formatted(influx, name, answer.body().strip()));
      }
    } catch (IOException e) {
      throw new StackException("InfluxDB does not answer at " + influx + ".", e);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted while creating the database.", stop);
    }
  }
}
