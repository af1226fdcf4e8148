package io.shopfunnel.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.sink.influx.LocalInfluxd;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The marks of restarts on every board, from what supervisor and Flink tell. */
class RestartMarksITCase {
  private static final long MINUTE = 60_000;
  private static final long NOON = 1_577_880_000_000L;

  @TempDir private Path folder;
  private LocalInfluxd influxd;

  @BeforeEach
  void start() {
    influxd = LocalInfluxd.start(folder);
    influxd.query("", "CREATE DATABASE flink");
  }

  @AfterEach
  void stop() {
    influxd.close();
  }

  @Test
  void eachRestartHasAMarkWhereItWasSeenWithTheName() throws Exception {
    for (int minute = 0; minute < 10; minute++) {
      tell("service,kind=KAFKA,name=kafka-1 restarts=" + (minute < 4 ? 2 : 3) + "i", minute);
      tell("service,kind=KAFKA,name=kafka-2 restarts=0i", minute);
      tell(
          "jobmanager_job_numRestarts,job_name=funnel value=" + (minute < 7 ? 0 : 1) + "i", minute);
    }
    for (Dashboard board : Dashboard.all()) {
      assertThat(marks(board, "Restarts of services")).containsExactly(at(4) + "kafka-1");
      assertThat(marks(board, "Restarts of the job")).containsExactly(at(7) + "funnel");
    }
  }

  @Test
  void aStackThatComesUpAnewIsNone() throws Exception {
    tell("service,kind=KAFKA,name=kafka-1 restarts=5i", 1);
    tell("service,kind=KAFKA,name=kafka-1 restarts=0i", 2);
    assertThat(marks(Dashboard.all().get(0), "Restarts of services")).isEmpty();
  }

  private void tell(String point, int minute) {
    influxd.write("flink", point + " " + (NOON + minute * MINUTE));
  }

  /** How a row begins: the time, and one restart. */
  private static String at(int minute) {
    return InfluxAnswers.text(List.of((NOON + minute * MINUTE) / 1_000, 1)) + " | ";
  }

  private List<String> marks(Dashboard board, String name) throws Exception {
    Dashboard.Query query =
        board.operationQueries().stream()
            .filter(found -> found.panel().equals(name))
            .findAny()
            .orElseThrow();
    Rendering hour = new Rendering(NOON, NOON + 60 * MINUTE);
    return new InfluxAnswers(URI.create(influxd.url()), "flink").rows(hour.of(query), true);
  }
}
