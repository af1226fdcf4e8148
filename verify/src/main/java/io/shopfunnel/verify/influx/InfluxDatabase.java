package io.shopfunnel.verify.influx;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One database of an InfluxDB 1.x, asked over HTTP; answers are CSV with times in seconds. */
public final class InfluxDatabase {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private final HttpClient client;
  private final String url;
  private final String name;
  private final @Nullable String credentials;

  /**
   * A database.
   *
   * @param url such as {@code http://localhost:18086}
   * @param name such as {@code shop}
   * @param credentials {@code user:password}, or null where none are asked for
   */
  public InfluxDatabase(String url, String name, @Nullable String credentials) {
    this(url, name, credentials, null);
  }

  /**
   * The same over HTTPS.
   *
   * @param caFile the certificates (PEM) to trust; null for those that Java trusts
   * @throws InfluxException where the file holds none
   */
  public InfluxDatabase(
      String url, String name, @Nullable String credentials, @Nullable Path caFile) {
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(CONNECT);
    if (caFile != null) {
      builder.sslContext(TrustedCertificates.read(caFile));
    }
    this.client = builder.build();
    this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.name = name;
    this.credentials = credentials;
  }

  /**
   * Checks that the database is there.
   *
   * @throws InfluxException where it isn't
   */
  public void check() {
    List<String> names = lines("SHOW DATABASES").map(InfluxDatabase::lastColumn).toList();
    if (!names.contains(name)) {
      throw new InfluxException(
          "InfluxDB at %s has no database '%s'; run the job first, or name another by --database"
              .formatted(url, name));
    }
  }

  /** The rows of a short answer, without their header. */
  Stream<String> lines(String query) {
    HttpResponse<String> response = send(query, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200 || response.body().startsWith("error\n")) {
      throw refused(query, response.statusCode(), response.body());
    }
    return response.body().lines().skip(1).filter(line -> !line.isBlank());
  }

  /** Lets a long answer flow into a file. */
  void download(String query, Path file) {
    HttpResponse<Path> response = send(query, HttpResponse.BodyHandlers.ofFile(file));
    if (response.statusCode() != 200) {
      throw refused(query, response.statusCode(), "see its log");
    }
  }

  /** The text after the last comma. */
  static String lastColumn(String line) {
    return line.substring(line.lastIndexOf(',') + 1);
  }

  private InfluxException refused(String query, int status, String body) {
    String advice =
        status == 401 || status == 403
            ? "; check --influx-user and --influx-password-file, and the user's rights"
            : "";
    return new InfluxException(
        "InfluxDB at %s answered %d to %s: %s%s"
            .formatted(url, status, query, body.strip(), advice));
  }

  /** Writes a point in line protocol, its time in seconds. */
  void write(String line) {
    HttpResponse<String> response =
        send(
            "/write?db=%s&precision=s".formatted(encoded(name)),
            request -> request.POST(HttpRequest.BodyPublishers.ofString(line)),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 204) {
      throw refused("a point", response.statusCode(), response.body());
    }
  }

  private <T> HttpResponse<T> send(String query, HttpResponse.BodyHandler<T> handler) {
    return send(
        "/query?db=%s&epoch=s&chunked=true&chunk_size=20000&q=%s"
            .formatted(encoded(name), encoded(query)),
        HttpRequest.Builder::GET,
        handler);
  }

  private <T> HttpResponse<T> send(
      String path, UnaryOperator<HttpRequest.Builder> method, HttpResponse.BodyHandler<T> handler) {
    try {
      HttpRequest.Builder request =
          method.apply(
              HttpRequest.newBuilder(URI.create(url + path)).header("Accept", "application/csv"));
      if (credentials != null) {
        byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
        request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
      }
      return client.send(request.build(), handler);
    } catch (IllegalArgumentException e) {
      throw new InfluxException(
          "'%s' is no URL like http://localhost:18086: %s".formatted(url, e.getMessage()));
    } catch (IOException e) {
      TrustedCertificates.distrust(e)
          .ifPresent(
              words -> {
                throw new InfluxException(
                    "the certificate of InfluxDB at %s is not trusted (%s); check --influx-url, and that --influx-ca-file names the authority that signed it"
                        .formatted(url, words));
              });
      String why = e.getMessage() == null ? "nothing answers there" : e.getMessage();
      throw new InfluxException(
          "cannot reach InfluxDB at %s (%s); is it running? --influx-url says where it is"
              .formatted(url, why));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfluxException("interrupted while InfluxDB answered");
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
