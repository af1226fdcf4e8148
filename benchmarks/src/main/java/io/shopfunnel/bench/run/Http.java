package io.shopfunnel.bench.run;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks a service of the stack. */
final class Http {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final int OK = 200;
  private static final int ACCEPTED = 202;

  private Http() {}

  static String get(URI address, String accept) {
    return ask(HttpRequest.newBuilder(address).header("Accept", accept).build());
  }

  /** Has the service change something, by a request without a body. */
  static void patch(URI address) {
    ask(
        HttpRequest.newBuilder(address)
            .method("PATCH", HttpRequest.BodyPublishers.noBody())
            .build());
  }

  private static String ask(HttpRequest request) {
    URI address = request.uri();
    try {
      HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != OK && answer.statusCode() != ACCEPTED) {
        throw new BenchException("%s answers %s".formatted(address, answer.body()));
      }
      return answer.body();
    } catch (IOException e) {
      throw new AwayException("%s does not answer: %s".formatted(address, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }
}
