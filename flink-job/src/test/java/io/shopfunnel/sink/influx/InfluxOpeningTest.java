package io.shopfunnel.sink.influx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfunnel.sink.influx.TestingInfluxServer.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InfluxOpeningTest {
  private final TestingInfluxServer server = new TestingInfluxServer();

  @AfterEach
  void closeServer() {
    server.close();
  }

  @Test
  void isContentWithADatabaseThatIsThere() throws Exception {
    check();
    assertThat(server.queries()).hasSize(1).first().asString().contains("SHOW DATABASES");
  }

  @Test
  void createsTheDatabase() throws Exception {
    server.withoutDatabase(new Answer(200, ""));
    check();
    assertThat(server.queries().get(1)).contains("CREATE").contains("shop");
  }

  @Test
  void saysSoWhereItMayNotCreateTheDatabase() {
    server.withoutDatabase(new Answer(403, "error authorizing query"));
    assertThatThrownBy(this::check)
        .isInstanceOf(InfluxWriteException.class)
        .hasMessageContaining("'shop' (--influx-database)")
        .hasMessageContaining("may not create it")
        .hasMessageContaining("error authorizing query");
  }

  @Test
  void refusesAnotherMajorVersion() {
    server.version("v2.7.1");
    assertThatThrownBy(this::check)
        .isInstanceOf(InfluxWriteException.class)
        .hasMessageContaining("v2.7.1")
        .hasMessageContaining("--influx-url");
  }

  @Test
  void refusesWhatIsNoInflux() {
    server.version("");
    assertThatThrownBy(this::check)
        .isInstanceOf(InfluxWriteException.class)
        .hasMessageContaining("no InfluxDB 1.x")
        .hasMessageContaining(server.url());
  }

  @Test
  void saysWhereNothingAnswers() {
    server.close();
    assertThatThrownBy(this::check)
        .isInstanceOf(InfluxUnreachableException.class)
        .hasMessageContaining("InfluxDB at " + server.url() + " does not answer")
        .hasMessageContaining("--influx-url");
  }

  @Test
  void saysWhereTheHostHasNoAddress() {
    InfluxConfig config = InfluxConfig.builder("http://no-such-host.invalid:8086").build();
    assertThatThrownBy(() -> InfluxSink.check(config, Duration.ZERO))
        .isInstanceOf(InfluxUnreachableException.class)
        .hasMessageContaining("http://no-such-host.invalid:8086 does not answer");
  }

  @Test
  void takesADebianVersion() {
    server.version("1.6.7~rc0");
    assertThatCode(this::check).doesNotThrowAnyException();
  }

  private void check() throws Exception {
    InfluxSink.check(InfluxConfig.builder(server.url()).build(), Duration.ZERO);
  }
}
