package io.shopfunnel.stack;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A database of InfluxDB, such as the one that the job writes to. */
public final class InfluxDatabase {
  private final URI influx;
  private final String name;

  /**
   * A database that may or may not exist yet.
   *
   * @param influx address of InfluxDB
   * @param name of the database
   */
  public InfluxDatabase(URI influx, String name) {
    this.influx = influx;
    this.name = name;
  }

  /**
   * Creates the database, with infinite retention, unless it is there: a finite retention would
   * reject the points of 2019.
   *
   * @throws StackException when InfluxDB does not answer, or refuses
   */
  public void create() {
    execute("CREATE DATABASE", "");
  }

  /**
   * Creates the database for what is of use for two weeks only, unless it is there.
   *
   * @throws StackException when InfluxDB does not answer, or refuses
   */
  void createForTwoWeeks() {
    execute(
        "CREATE DATABASE", " WITH DURATION 14d REPLICATION 1 SHARD DURATION 1d NAME \"recent\"");
  }

  /**
   * Deletes the database and everything in it.
   *
   * @throws StackException when InfluxDB does not answer, or refuses
   */
  public void drop() {
    execute("DROP DATABASE", "");
  }

  private void execute(String statement, String how) {
    String query = statement + " \"" + name.replace("\"", "\\\"") + "\"" + how;
    HttpRequest request =
        HttpRequest.newBuilder(influx.resolve("/query"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "q=" + URLEncoder.encode(query, StandardCharsets.UTF_8)))
            .build();
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200 || answer.body().contains("\"error\"")) {
        throw new StackException(
            "InfluxDB at %s refuses %s: %s".formatted(influx, query, answer.body().strip()));
      }
    } catch (IOException e) {
      throw new StackException("InfluxDB does not answer at " + influx + ".", e);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted while asking InfluxDB.", stop);
    }
  }
}
