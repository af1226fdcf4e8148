package io.shopfunnel.sink.influx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.influxdb.InfluxDB;
import org.influxdb.InfluxDBException;
import org.influxdb.InfluxDBFactory;
import org.influxdb.dto.Query;
import org.influxdb.dto.QueryResult;
import org.jspecify.annotations.Nullable;

/**
 * The requests that the sink makes. Every failure is an {@link IOException}: an {@link
 * InfluxAnswerException} where the server said no, any other where it did not answer. Never uses
 * influxdb-java's own batching, which keeps points where no checkpoint sees them.
 */
final class InfluxConnection implements AutoCloseable {
  private static final long CONNECT_SECONDS = 5;
  private static final long LONGEST_ERROR = 64 * 1024;

  private final InfluxConfig config;
  private final OkHttpClient client;
  private final InfluxDB influx;

  /**
   * Prepares a connection; asks nothing of the server yet.
   *
   * @throws IOException where the host's name cannot be resolved, or a file cannot be read that
   *     says who asks, and whom to trust
   */
  InfluxConnection(InfluxConfig config) throws IOException {
    this.config = config;
    this.client = client(config);
    String password = config.passwordFile() == null ? "" : SecretFile.read(config.passwordFile());
    this.influx = answer(() -> connect(password));
  }

  private static OkHttpClient client(InfluxConfig config) throws IOException {
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
            .readTimeout(config.requestTimeout())
            .writeTimeout(config.requestTimeout())
            .callTimeout(config.requestTimeout())
            .addInterceptor(InfluxConnection::keepStatus);
    if (config.caFile() != null) {
      TrustedAuthority.trust(builder, config.caFile());
    }
    return builder.build();
  }

  /** The server's version, such as {@code 1.6.7}; empty where it says none. */
  String ping() throws IOException {
    String version = answer(influx::ping).getVersion();
    return version == null || version.equals("unknown") ? "" : version;
  }

  /** Whether the database is there, as far as the user may see. */
  boolean databaseExists() throws IOException {
    QueryResult result = query(new Query("SHOW DATABASES"));
    return result.getResults().stream()
        .flatMap(one -> nullToEmpty(one.getSeries()).stream())
        .flatMap(series -> nullToEmpty(series.getValues()).stream())
        .anyMatch(row -> config.database().equals(row.get(0)));
  }

  /** Creates the database, with the infinite retention that InfluxDB gives by default. */
  void createDatabase() throws IOException {
    String name = config.database().replace("\\", "\\\\").replace("\"", "\\\"");
    query(new Query("CREATE DATABASE \"" + name + "\"", "", true));
  }

  /**
   * The series that answer a question to the database, with times in milliseconds.
   *
   * @param question one only: of several, InfluxDB does not say why it failed
   * @throws IOException also where the server has begun to answer, and then failed: it may be too
   *     busy, or about to stop
   */
  List<QueryResult.Series> series(String question) throws IOException {
    QueryResult result =
        answer(() -> influx.query(new Query(question, config.database()), TimeUnit.MILLISECONDS));
    if (result.hasError()) {
      throw new IOException(question + ": " + result.getError());
    }
    QueryResult.Result only = result.getResults().get(0);
    if (only.hasError()) {
      throw new IOException(question + ": " + only.getError());
    }
    return nullToEmpty(only.getSeries());
  }

  /**
   * Writes lines, and returns once they are acknowledged. influxdb-java takes a text, and makes
   * bytes of it again: a copy for each batch, not for each point.
   *
   * @param lines holds the lines from {@code start} up to, and without, {@code end}
   */
  void write(byte[] lines, int start, int end) throws IOException {
    String text = new String(lines, start, end - start, UTF_8);
    answer(
        () -> {
          influx.write(
              config.database(), null, InfluxDB.ConsistencyLevel.ONE, TimeUnit.MILLISECONDS, text);
          return text;
        });
  }

  /** Breaks off the request that is on its way, which an interrupt alone does not end. */
  void cancel() {
    client.dispatcher().cancelAll();
  }

  @Override
  public void close() {
    influx.close();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  private InfluxDB connect(String password) {
    InfluxDB connected =
        config.user() == null
            ? InfluxDBFactory.connect(config.url(), client.newBuilder())
            : InfluxDBFactory.connect(config.url(), config.user(), password, client.newBuilder());
    return connected.disableGzip();
  }

  private QueryResult query(Query query) throws IOException {
    QueryResult result = answer(() -> influx.query(query));
    if (result.hasError()) {
      throw new InfluxAnswerException(400, query.getCommand() + ": " + result.getError());
    }
    for (QueryResult.Result one : nullToEmpty(result.getResults())) {
      if (one.hasError()) {
        throw new InfluxAnswerException(400, query.getCommand() + ": " + one.getError());
      }
    }
    return result;
  }

  private interface Question<T> {
    T run();
  }

  /** Unwraps what influxdb-java wraps. */
  private static <T> T answer(Question<T> question) throws IOException {
    try {
      return question.run();
    } catch (InfluxDBException failure) {
      if (TrustedAuthority.distrusts(failure)) {
        throw new InfluxWriteException(
            "InfluxDB's certificate is not trusted: %s. Check --influx-url, and that --influx-ca-file names the authority that signed it."
                .formatted(rootWords(failure)));
      }
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        if (cause instanceof IOException inputOutput) {
          throw inputOutput;
        }
      }
      throw new IOException(String.valueOf(failure.getMessage()), failure);
    }
  }

  private static String rootWords(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  private static Response keepStatus(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    if (response.isSuccessful()) {
      return response;
    }
    try (ResponseBody body = response.peekBody(LONGEST_ERROR)) {
      String words = InfluxDBException.buildExceptionForErrorState(body.string()).getMessage();
      throw new InfluxAnswerException(response.code(), String.valueOf(words));
    } finally {
      response.close();
    }
  }

  private static <T> List<T> nullToEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
