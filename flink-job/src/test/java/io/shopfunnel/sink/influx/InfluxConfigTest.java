package io.shopfunnel.sink.influx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InfluxConfigTest {
  @Test
  void defaults() {
    InfluxConfig config = InfluxConfig.builder("http://localhost:18086/").build();
    assertThat(config)
        .isEqualTo(
            new InfluxConfig(
                "http://localhost:18086",
                "shop",
                null,
                null,
                null,
                new BatchLimits(5_000, 1 << 20),
                new RetryLimits(
                    Duration.ofMillis(100),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(10),
                    Duration.ofSeconds(30)),
                Duration.ofSeconds(60),
                OnRejected.FAIL));
  }

  @Test
  void everyPropertyCanBeSet() {
    BatchLimits batch = new BatchLimits(7, 9);
    RetryLimits retry =
        RetryLimits.DEFAULT
            .withGiveUpAfter(Duration.ofSeconds(1))
            .withGiveUpAtOpenAfter(Duration.ZERO);
    InfluxConfig config =
        InfluxConfig.builder("https://influx.example")
            .database("december")
            .credentials("writer", "/secrets/writer")
            .caFile("/secrets/ca.pem")
            .batch(batch)
            .retry(retry)
            .requestTimeout(Duration.ofSeconds(3))
            .onRejected(OnRejected.LOG)
            .build();
    assertThat(config)
        .isEqualTo(
            new InfluxConfig(
                "https://influx.example",
                "december",
                "writer",
                "/secrets/writer",
                "/secrets/ca.pem",
                batch,
                retry,
                Duration.ofSeconds(3),
                OnRejected.LOG));
  }

  @Test
  void tellsAllThatIsWrongAtOnce() {
    InfluxConfig.Builder builder =
        InfluxConfig.builder("localhost:8086")
            .database(" ")
            .credentials("writer", null)
            .batch(new BatchLimits(0, 0))
            .retry(
                new RetryLimits(
                    Duration.ofSeconds(0),
                    Duration.ofSeconds(-1),
                    Duration.ofSeconds(-1),
                    Duration.ofSeconds(-1)))
            .requestTimeout(Duration.ZERO);
    assertThat(builder.problems()).hasSize(10);
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--influx-url 'localhost:8086'")
        .hasMessageContaining("--influx-database")
        .hasMessageContaining("--influx-password-file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "http://", "ftp://host", "http://a b", "http://user:word@host"})
  void refusesWhatIsNoAddress(String url) {
    assertThat(InfluxConfig.builder(url).problems()).singleElement().asString().contains(url);
  }

  @Test
  void theSinkTravelsToTheTaskManagers() throws Exception {
    InfluxSink sink = new InfluxSink(InfluxConfig.builder("http://localhost:1").build());
    assertThat(InstantiationUtil.clone(sink)).isNotNull();
  }
}
