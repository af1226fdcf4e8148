package io.shopfunnel.sink.influx;

import static io.shopfunnel.sink.influx.ErrorClassifier.Verdict.FATAL;
import static io.shopfunnel.sink.influx.ErrorClassifier.Verdict.REJECTED;
import static io.shopfunnel.sink.influx.ErrorClassifier.Verdict.RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.sink.influx.ErrorClassifier.Verdict;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorClassifierTest {
  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(500, "timeout", RETRY),
        Arguments.of(500, "engine is closed", RETRY),
        Arguments.of(500, "engine: cache-max-memory-size exceeded: (1/1)", RETRY),
        Arguments.of(500, "hinted handoff queue not empty", RETRY),
        Arguments.of(500, "retention policy not found: a_year", FATAL),
        Arguments.of(502, "bad gateway", RETRY),
        Arguments.of(503, "service unavailable", RETRY),
        Arguments.of(504, "gateway timeout", RETRY),
        Arguments.of(429, "too many requests", RETRY),
        Arguments.of(408, "request timeout", RETRY),
        Arguments.of(401, "authorization failed", FATAL),
        Arguments.of(403, "\"writer\" user is not authorized to write to database", FATAL),
        Arguments.of(404, "database not found: \"shop\"", FATAL),
        Arguments.of(404, "404 page not found", FATAL),
        Arguments.of(405, "method not allowed", FATAL),
        Arguments.of(301, "moved", FATAL),
        Arguments.of(400, "unable to parse 'x': missing fields", REJECTED),
        Arguments.of(400, "partial write: field type conflict: input field \"a\"", REJECTED),
        Arguments.of(400, "partial write: points beyond retention policy dropped=1", REJECTED),
        Arguments.of(400, "partial write: max-values-per-tag limit exceeded", REJECTED),
        Arguments.of(413, "Request Entity Too Large", REJECTED),
        Arguments.of(422, "unprocessable", REJECTED));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void classifiesWhatTheServerAnswers(int status, String message, Verdict verdict) {
    assertThat(ErrorClassifier.classify(status, message)).isEqualTo(verdict);
    assertThat(ErrorClassifier.classify(new InfluxAnswerException(status, message)))
        .isEqualTo(verdict);
  }

  static Stream<IOException> silences() {
    return Stream.of(
        new ConnectException("Connection refused"),
        new SocketTimeoutException("timeout"),
        new InterruptedIOException("timeout"),
        new UnknownHostException("nowhere"),
        new IOException("unexpected end of stream"));
  }

  @ParameterizedTest
  @MethodSource("silences")
  void triesAgainWhenTheServerDoesNotAnswer(IOException silence) {
    assertThat(ErrorClassifier.classify(silence)).isEqualTo(RETRY);
  }

  @Test
  void saysWhatToDo() {
    assertThat(ErrorClassifier.advice(401, "")).contains("--influx-user");
    assertThat(ErrorClassifier.advice(400, "points beyond retention policy")).contains("infinite");
    assertThat(ErrorClassifier.advice(400, "field type conflict")).contains("--influx-database");
    assertThat(ErrorClassifier.advice(400, "max-values-per-tag")).contains("influxdb.conf");
    assertThat(ErrorClassifier.advice(404, "database not found")).contains("start the job anew");
    assertThat(ErrorClassifier.advice(500, "timeout")).isEmpty();
  }
}
