package io.shopfunnel.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
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
            .orElseThrow(
                () ->
                    new NoAnswerException(
                        "Flink does not answer at %s%s: is the stack up? (make up)"
                            .formatted(address, path)));
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new StackException("Flink's answer at %s%s is no JSON.".formatted(address, path), e);
    }
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
