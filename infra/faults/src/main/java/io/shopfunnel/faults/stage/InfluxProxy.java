package io.shopfunnel.faults.stage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between the job and InfluxDB, and passes everything on; but while there is trouble, writes
 * fare as the trouble says.
 */
public final class InfluxProxy implements AutoCloseable {
  /** How a write fares. */
  public interface Trouble {
    /** Deals with the write: passes it on or not, answers it or not. */
    void handle(Write write) throws IOException, InterruptedException;
  }

  private static final Trouble NONE = Write::passOn;
  private static final List<String> PASSED_ON = List.of("Content-Type", "Authorization");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI influx;
  private final AtomicLong troubled = new AtomicLong();
  private volatile Trouble trouble = NONE;

  private InfluxProxy(HttpServer server, URI influx) {
    this.server = server;
    this.influx = influx;
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** Starts one on a free port of the loopback address. */
  public static InfluxProxy start(URI influx) {
    try {
      InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      return new InfluxProxy(HttpServer.create(free, 0), influx);
    } catch (IOException e) {
      throw new FaultsException("The proxy before InfluxDB cannot be started.", e);
    }
  }

  /** Its address, for the job. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From now on writes fare like this. */
  public void trouble(Trouble now) {
    trouble = now;
  }

  /** From now on all is well. */
  public void calm() {
    trouble = NONE;
  }

  /** How many writes have met trouble. */
  public long troubled() {
    return troubled.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Write write = new Write(exchange, exchange.getRequestBody().readAllBytes());
      if (exchange.getRequestURI().getPath().equals("/write") && trouble != NONE) {
        troubled.incrementAndGet();
        trouble.handle(write);
      } else {
        write.passOn();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** A request on its way. */
  public final class Write {
    private final HttpExchange exchange;
    private final byte[] body;

    private Write(HttpExchange exchange, byte[] body) {
      this.exchange = exchange;
      this.body = body;
    }

    /** InfluxDB takes it, and the answer goes back. */
    public void passOn() throws IOException, InterruptedException {
      HttpResponse<byte[]> answer = reach(body);
      answer.headers().firstValue("X-Influxdb-Version").ifPresent(this::version);
      answer
          .headers()
          .firstValue("Content-Type")
          .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
      answer(answer.statusCode(), answer.body());
    }

    /** InfluxDB takes it, and nobody is told. */
    public void takeEffect() throws IOException, InterruptedException {
      var unused = reach(body);
    }

    /** InfluxDB takes the first half of its lines, and nobody is told. */
    public void takeHalf() throws IOException, InterruptedException {
      int end = body.length / 2;
      while (end > 0 && body[end - 1] != '\n') {
        end--;
      }
      if (end > 0) {
        var unused = reach(Arrays.copyOf(body, end));
      }
    }

    /** Answers in InfluxDB's place. */
    public void refuse(int status, String words) throws IOException {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      answer(status, ("{\"error\":\"" + words + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    private void version(String version) {
      exchange.getResponseHeaders().set("X-Influxdb-Version", version);
    }

    private HttpResponse<byte[]> reach(byte[] content) throws IOException, InterruptedException {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(influx.resolve(exchange.getRequestURI().toString()))
              .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(content));
      for (String name : PASSED_ON) {
        String value = exchange.getRequestHeaders().getFirst(name);
        if (value != null) {
          request.header(name, value);
        }
      }
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private void answer(int status, byte[] content) throws IOException {
      exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
      if (content.length > 0) {
        exchange.getResponseBody().write(content);
      }
    }
  }
}
