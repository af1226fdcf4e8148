package io.shopfunnel.sink.influx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sink on an InfluxDB that asks for a user. */
class InfluxAuthenticationITCase {
  @TempDir Path directory;
  private LocalInfluxd influxd;

  @BeforeEach
  void start() throws Exception {
    influxd = LocalInfluxd.start(directory);
    influxd.query("", "CREATE USER root WITH PASSWORD 'root word' WITH ALL PRIVILEGES");
    influxd.query("", "CREATE USER writer WITH PASSWORD 'w'; CREATE USER reader WITH PASSWORD 'r'");
    influxd.query("", "CREATE DATABASE mine");
    influxd.query("", "GRANT ALL ON mine TO writer; GRANT READ ON mine TO reader");
    influxd.restartWithAuthentication();
  }

  @AfterEach
  void stop() {
    influxd.close();
  }

  @ParameterizedTest
  @CsvSource({"root, root word, new", "root, root word, mine", "writer, w, mine"})
  void writesWithRights(String user, String password, String database) throws Exception {
    try (TestingWriter writer = new TestingWriter(config(user, password, database))) {
      writer.write(TestingPoints.events(0, 1));
      writer.flush();
      assertThat(writer.count("pointsWritten")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      value = {"-, -", "writer, wrong", "nobody, w"},
      nullValues = "-")
  void saysThatItWasNotLetIn(String user, String password) throws Exception {
    InfluxConfig config = config(user, password, "mine");
    assertThatThrownBy(() -> InfluxSink.check(config, Duration.ZERO))
        .isInstanceOf(InfluxWriteException.class)
        .hasMessageContaining(influxd.url())
        .hasMessageContaining("HTTP 401")
        .hasMessageContaining("--influx-user and --influx-password-file");
  }

  @Test
  void saysThatItMayNotCreateTheDatabase() throws Exception {
    InfluxConfig config = config("writer", "w", "other");
    assertThatThrownBy(() -> InfluxSink.check(config, Duration.ZERO))
        .isInstanceOf(InfluxWriteException.class)
        .hasMessageContaining("Database 'other' (--influx-database) is not there")
        .hasMessageContaining("may not create it");
  }

  @Test
  void saysThatItMayNotWrite() throws Exception {
    try (TestingWriter writer = new TestingWriter(config("reader", "r", "mine"))) {
      writer.write(TestingPoints.events(0, 1));
      assertThatThrownBy(writer::flush)
          .isInstanceOf(InfluxWriteException.class)
          .hasMessageContaining("HTTP 403")
          .hasMessageContaining("--influx-user");
    }
  }

  @Test
  void saysThatThePasswordIsNotOnThisMachine() {
    InfluxConfig config =
        InfluxConfig.builder(influxd.url()).credentials("writer", "/no/such/file").build();
    assertThatThrownBy(() -> InfluxSink.check(config, Duration.ofMinutes(5)))
        .isInstanceOf(InfluxWriteException.class)
        .hasMessageContaining("/no/such/file (--influx-password-file)")
        .hasMessageContaining("on every task manager");
  }

  private InfluxConfig config(String user, String password, String database) throws IOException {
    String file = password == null ? null : directory.resolve("password").toString();
    if (file != null) {
      Files.writeString(Path.of(file), password + "\n");
    }
    return InfluxConfig.builder(influxd.url()).credentials(user, file).database(database).build();
  }
}
