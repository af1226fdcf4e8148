package io.shopfunnel.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** InfluxDB, asked as one of its users, or as nobody. */
final class InfluxServer {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI address;
  private final HttpClient client;
  private final Optional<Login> login;

  InfluxServer(URI address, HttpClient client, Optional<Login> login) {
    this.address = address;
    this.client = client;
    this.login = login;
  }

  /** The same server, asked as another user. */
  InfluxServer as(Login other) {
    return new InfluxServer(address, client, Optional.of(other));
  }

  /** Whether it knows the user; one that has no users yet knows nobody. */
  boolean letsIn() {
    return isDone(send("SHOW DATABASES"));
  }

  /**
   * Has it carry out a statement.
   *
   * @param what the statement in words that may be shown
   * @throws StackException when it does not answer, or refuses
   */
  void execute(String statement, String what) {
    HttpResponse<String> answer = send(statement);
    if (!isDone(answer)) {
      throw new StackException(
          "InfluxDB at %s refuses to %s: %s".formatted(address, what, answer.body().strip()));
    }
  }

  /**
   * Asks a database, with times in seconds.
   *
   * @return the first row of the answer, its time first; nothing where there is none
   */
  Optional<JsonNode> row(String database, String query) {
    HttpResponse<String> answer = post("q=" + encoded(query) + "&epoch=s&db=" + encoded(database));
    if (!isDone(answer)) {
      throw new StackException(
          "InfluxDB at %s refuses %s: %s".formatted(address, query, answer.body().strip()));
    }
    try {
      JsonNode row = JSON.readTree(answer.body()).at("/results/0/series/0/values/0");
      return Optional.of(row).filter(found -> !found.isMissingNode());
    } catch (JsonProcessingException e) {
      throw new StackException("InfluxDB's answer at " + address + " is no JSON.", e);
    }
  }

  /** Writes points, with times in seconds; one that does not answer soon misses them. */
  void write(String database, String lines) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve("/write?precision=s&db=" + database))
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(lines));
    login.ifPresent(user -> request.header("Authorization", user.basic()));
    var unused = Probes.send(client, request.build());
  }

  private static boolean isDone(HttpResponse<String> answer) {
    return answer.statusCode() == 200 && !answer.body().contains("\"error\"");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpResponse<String> send(String statement) {
    return post("q=" + encoded(statement));
  }

  private HttpResponse<String> post(String form) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve("/query"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    login.ifPresent(user -> request.header("Authorization", user.basic()));
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new StackException("InfluxDB does not answer at " + address + ".", e);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted while asking InfluxDB.", stop);
    }
  }
}
