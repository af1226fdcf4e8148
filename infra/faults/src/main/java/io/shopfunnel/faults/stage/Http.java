package io.shopfunnel.faults.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shopfunnel.stack.Login;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks Flink and InfluxDB over HTTP; who is struck down may not answer, which is no error here. */
final class Http {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private Http() {}

  static Optional<JsonNode> get(URI address) {
    return send(HttpRequest.newBuilder(address)).map(Http::parse);
  }

  static Optional<JsonNode> patch(URI address) {
    return send(HttpRequest.newBuilder(address)
            .method("PATCH", HttpRequest.BodyPublishers.noBody()))
        .map(Http::parse);
  }

  static Optional<String> postForm(
      URI address, Login user, Map<String, String> form, String accept) {
    String body =
        form.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(address)
            .header("Accept", accept)
            .header("Authorization", user.basic())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new FaultsException("An answer is no JSON: " + body, e);
    }
  }

  private static Optional<String> send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          CLIENT.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() / 100 == 2 ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException away) {
      return Optional.empty();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new FaultsException("interrupted", stop);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
