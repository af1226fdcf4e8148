package io.shopfunnel.stack;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.common.KafkaException;

/** Ready-made {@link Probe}s for each kind of service. */
final class Probes {
  private static final int TIMEOUT_MS = 2_000;
  static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofMillis(TIMEOUT_MS))
          .build();

  private Probes() {}

  /** A ZooKeeper server is ready when it takes part in a quorum. */
  static Probe zooKeeper(int port) {
    return () -> fourLetterWord(port, "srvr").filter(s -> s.contains("\nMode: ")).isPresent();
  }

  /** A broker is ready when it answers, is registered, and the cluster has a controller. */
  static Probe broker(int id, int port, Supplier<Properties> settings) {
    return () -> accepts(port) && registered(id, port, settings.get());
  }

  /** An HTTP service is ready when this address answers, and the answer is as wished. */
  static Probe http(URI address, Predicate<String> wished) {
    return http(() -> HTTP, address, wished);
  }

  /** The same, asked by a client of its own. */
  static Probe http(Supplier<HttpClient> client, URI address, Predicate<String> wished) {
    Duration patience = Duration.ofMillis(TIMEOUT_MS);
    return () -> get(client.get(), address, patience).filter(wished).isPresent();
  }

  /** The body that an address answers with, or nothing when it does not, or not with a success. */
  static Optional<String> get(URI address) {
    return get(address, Duration.ofMillis(TIMEOUT_MS));
  }

  /** The same, for whoever would rather wait than be told that there is no answer. */
  static Optional<String> get(URI address, Duration patience) {
    return get(HTTP, address, patience);
  }

  private static Optional<String> get(HttpClient client, URI address, Duration patience) {
    return send(client, HttpRequest.newBuilder(address).timeout(patience).build())
        .filter(answer -> answer.statusCode() / 100 == 2)
        .map(HttpResponse::body);
  }

  /** What is answered to a request, success or not; nothing when there is no answer. */
  static Optional<HttpResponse<String>> send(HttpRequest request) {
    return send(HTTP, request);
  }

  /** The same, asked by a client of its own. */
  static Optional<HttpResponse<String>> send(HttpClient client, HttpRequest request) {
    try {
      return Optional.of(client.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException noAnswer) {
      return Optional.empty();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Optional<String> fourLetterWord(int port, String word) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MS);
      socket.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
      InputStream answer = socket.getInputStream();
      return Optional.of(new String(answer.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException noAnswer) {
      return Optional.empty();
    }
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  private static boolean registered(int id, int port, Properties config) {
    config.put("bootstrap.servers", "127.0.0.1:" + port);
    config.put("request.timeout.ms", TIMEOUT_MS);
    config.put("default.api.timeout.ms", TIMEOUT_MS);
    try (Admin admin = Admin.create(config)) {
      DescribeClusterResult cluster = admin.describeCluster();
      return cluster.controller().get() != null
          && cluster.nodes().get().stream().anyMatch(node -> node.id() == id);
    } catch (ExecutionException | KafkaException noAnswer) {
      return false;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
