package io.shopfunnel.sink.influx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
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
  private static final MediaType TEXT = MediaType.get("text/plain; charset=utf-8");

  private final InfluxConfig config;
  private final OkHttpClient client;
  private final InfluxDB influx;

  /** What every write has in common. */
  private final Request write;

  /**
   * Prepares a connection; asks nothing of the server yet.
   *
   * @throws IOException where the host's name cannot be resolved
   */
  InfluxConnection(InfluxConfig config) throws IOException {
    this.config = config;
    this.client =
        new OkHttpClient.Builder()
            .connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
            .readTimeout(config.requestTimeout())
            .writeTimeout(config.requestTimeout())
            .callTimeout(config.requestTimeout())
            .addInterceptor(InfluxConnection::keepStatus)
            .build();
    this.influx = answer(this::connect);
    this.write = writeRequest(config);
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
   * Writes lines, and returns once they are acknowledged. The request is made here, as
   * influxdb-java takes a text only, which it would make bytes again.
   *
   * @param lines holds the lines from {@code start} up to, and without, {@code end}
   */
  void write(byte[] lines, int start, int end) throws IOException {
    RequestBody body = RequestBody.create(lines, TEXT, start, end - start);
    client.newCall(write.newBuilder().post(body).build()).execute().close();
  }

  private static Request writeRequest(InfluxConfig config) {
    HttpUrl url =
        HttpUrl.get(config.url())
            .newBuilder()
            .addPathSegment("write")
            .addQueryParameter("db", config.database())
            .addQueryParameter("precision", "ms")
            .build();
    Request.Builder request = new Request.Builder().url(url);
    if (config.user() != null && config.password() != null) {
      request.header("Authorization", Credentials.basic(config.user(), config.password(), UTF_8));
    }
    return request.build();
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

  private InfluxDB connect() {
    InfluxDB connected =
        config.user() == null
            ? InfluxDBFactory.connect(config.url(), client.newBuilder())
            : InfluxDBFactory.connect(
                config.url(), config.user(), config.password(), client.newBuilder());
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
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        if (cause instanceof IOException inputOutput) {
          throw inputOutput;
        }
      }
      throw new IOException(String.valueOf(failure.getMessage()), failure);
    }
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
