package io.shopfunnel.sink.influx;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Speaks InfluxDB's HTTP as far as the sink needs it, and answers writes as a test tells it to.
 * Thread-safe.
 */
final class TestingInfluxServer implements AutoCloseable {
  /** What a write is answered with. */
  record Answer(int status, String error) {
    static final Answer STORED = new Answer(204, "");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> stored = new ArrayList<>();
  private final List<String> queries = new ArrayList<>();
  private final Deque<Answer> scripted = new ArrayDeque<>();
  private Function<String, Answer> rule = lines -> Answer.STORED;
  private Answer queryAnswer = new Answer(200, "");
  private String version = "1.6.7";
  private String databases = "[\"shop\"]";
  private int writes;
  private CountDownLatch gate = new CountDownLatch(0);
  private final CountDownLatch arrived = new CountDownLatch(1);

  TestingInfluxServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(threads);
    server.createContext("/ping", this::ping);
    server.createContext("/query", this::query);
    server.createContext("/write", this::write);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** The next writes are answered with these, in turn; later ones by the rule. */
  synchronized void answerNext(Answer... answers) {
    scripted.addAll(List.of(answers));
  }

  /** How a write is answered, by its lines; everything is stored by default. */
  synchronized void answerBy(Function<String, Answer> newRule) {
    rule = newRule;
  }

  synchronized void version(String newVersion) {
    version = newVersion;
  }

  /** No database is there; {@code CREATE DATABASE} is answered with this. */
  synchronized void withoutDatabase(Answer answer) {
    databases = "";
    queryAnswer = answer;
  }

  /** Writes wait until {@link CountDownLatch#countDown}. */
  synchronized CountDownLatch holdWrites() {
    gate = new CountDownLatch(1);
    return gate;
  }

  /** Returns when a first write has come in, answered or not. */
  void awaitWrite() throws InterruptedException {
    arrived.await();
  }

  /** All lines of the requests that were answered with 204, in their order. */
  synchronized List<String> stored() {
    return List.copyOf(stored);
  }

  synchronized List<String> queries() {
    return List.copyOf(queries);
  }

  synchronized int writes() {
    return writes;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void ping(HttpExchange exchange) throws IOException {
    String says;
    synchronized (this) {
      says = version;
    }
    if (!says.isEmpty()) {
      exchange.getResponseHeaders().add("X-Influxdb-Version", says);
    }
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private void query(HttpExchange exchange) throws IOException {
    String sent =
        exchange.getRequestURI().getRawQuery()
            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String query = URLDecoder.decode(sent, StandardCharsets.UTF_8);
    Answer answer;
    synchronized (this) {
      queries.add(query);
      answer = query.contains("SHOW") ? new Answer(200, "") : queryAnswer;
    }
    String values = databases.isEmpty() ? "" : ",\"values\":[" + databases + "]";
    reply(
        exchange,
        answer,
        "{\"results\":[{\"statement_id\":0,\"series\":[{\"name\":\"databases\",\"columns\":[\"name\"]"
            + values
            + "}]}]}");
  }

  private void write(HttpExchange exchange) throws IOException {
    String lines = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    arrived.countDown();
    CountDownLatch held;
    synchronized (this) {
      held = gate;
    }
    try {
      held.await();
    } catch (InterruptedException closed) {
      exchange.close();
      return;
    }
    Answer answer;
    synchronized (this) {
      writes++;
      answer = scripted.isEmpty() ? rule.apply(lines) : scripted.poll();
      if (answer.status() == 204) {
        stored.addAll(lines.lines().toList());
      }
    }
    reply(exchange, answer, "");
  }

  private static void reply(HttpExchange exchange, Answer answer, String body) throws IOException {
    String text =
        answer.error().isEmpty()
            ? body
            : "{\"error\":\"" + answer.error().replace("\"", "\\\"") + "\"}";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }
}
