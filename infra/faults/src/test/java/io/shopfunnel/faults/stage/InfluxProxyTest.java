package io.shopfunnel.faults.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Before a server that only remembers; the rounds have it before a real InfluxDB. */
class InfluxProxyTest {
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private InfluxProxy proxy;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          taken.add(exchange.getRequestURI() + " " + body);
          exchange.getResponseHeaders().set("X-Influxdb-Version", "1.6.7");
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    proxy = InfluxProxy.start(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    proxy.close();
    server.stop(0);
  }

  @Test
  void calmItPassesRequestAndAnswerOn() throws Exception {
    HttpResponse<String> answer = write("a 1\nb 2\n");
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("X-Influxdb-Version")).hasValue("1.6.7");
    assertThat(taken).containsExactly("/write?db=shop a 1\nb 2\n");
    assertThat(proxy.troubled()).isZero();
  }

  @Test
  void refusedNothingTakesEffect() throws Exception {
    proxy.trouble(write -> write.refuse(503, "timeout"));
    assertThat(write("a 1\n").statusCode()).isEqualTo(503);
    assertThat(taken).isEmpty();
    assertThat(proxy.troubled()).isEqualTo(1);
  }

  @Test
  void halfAWriteIsWholeLines() throws Exception {
    proxy.trouble(
        write -> {
          write.takeHalf();
          write.refuse(500, "no");
        });
    assertThat(write("a 1\nb 2\nc 3\nd 4\n").statusCode()).isEqualTo(500);
    assertThat(taken).containsExactly("/write?db=shop a 1\nb 2\n");
  }

  @Test
  void anAnswerThatIsLostBreaksTheConnectionAfterTheWriteTookEffect() {
    proxy.trouble(InfluxProxy.Write::takeEffect);
    assertThatThrownBy(() -> write("a 1\n")).isInstanceOf(IOException.class);
    assertThat(taken).contains("/write?db=shop a 1\n");
  }

  private HttpResponse<String> write(String lines) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(proxy.url().resolve("/write?db=shop"))
                .POST(HttpRequest.BodyPublishers.ofString(lines))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
