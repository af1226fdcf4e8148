package io.shopfunnel.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** Asks the job manager over its REST interface. */
final class FlinkRest {
  // A job manager on a busy machine may take some seconds for an answer.
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI address;

  FlinkRest(URI address) {
    this.address = address;
  }

  /**
   * What it answers.
   *
   * @throws NoAnswerException when it does not answer, or not with a success
   */
  JsonNode ask(String path) {
    String body =
        Probes.get(URI.create(address + path.replace(" ", "%20")), PATIENCE)
            .orElseThrow(() -> noAnswer(path));
    return parse(path, body);
  }

  private NoAnswerException noAnswer(String path) {
    return new NoAnswerException(
        "Flink does not answer at %s%s: is the stack up? (make up)".formatted(address, path));
  }

  private JsonNode parse(String path, String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new StackException("Flink's answer at %s%s is no JSON.".formatted(address, path), e);
    }
  }

  /**
   * What it answers to an order.
   *
   * @param method of HTTP: POST or PATCH
   * @throws NoAnswerException when it does not answer
   * @throws StackException when it refuses, in its own words
   */
  JsonNode order(String method, String path, String json) {
    HttpResponse<String> answer =
        Probes.send(
                HttpRequest.newBuilder(URI.create(address + path))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(json))
                    .build())
            .orElseThrow(() -> noAnswer(path));
    JsonNode body = parse(path, answer.body());
    if (answer.statusCode() / 100 != 2) {
      String why = body.at("/errors/0").asText().lines().findFirst().orElse("");
      throw new StackException("Flink refuses %s%s: %s".formatted(address, path, why));
    }
    return body;
  }

  /** The elements of an array that it answers with, below {@code field}. */
  List<JsonNode> list(String path, String field) {
    return elements(ask(path).path(field));
  }

  static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  URI address() {
    return address;
  }
}
