package io.shopfunnel.replayer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfunnel.replayer.csv.CsvSource;
import io.shopfunnel.replayer.csv.SourcePosition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumptionTest {
  private static final ReplayPlan PLAN = ReplayPlan.DEFAULT;
  private static final ReplayPlan AGAIN =
      new ReplayPlan(
          PLAN.from(),
          PLAN.to(),
          null,
          1,
          PLAN.disturbance(),
          PLAN.pace(),
          true,
          PLAN.maxBadRows(),
          PLAN.commitInterval());

  @TempDir Path folder;
  private Path file;
  private CsvSource source;

  @BeforeEach
  void writeSource() throws Exception {
    file = Files.writeString(folder.resolve("f.csv"), "some rows");
    source = CsvSource.ofFile(file);
  }

  private Progress at(long row, boolean done) {
    SourcePosition position = new SourcePosition(row * 10, row);
    return new Progress(
        source.size(), source.fingerprint(), 1, 0, position, "5:3,4d", 2, 86_400_000, done);
  }

  private static Progress decide(CsvSource source, Progress known, ReplayPlan plan) {
    Map<String, byte[]> log = Map.of("f.csv", ProgressJson.write(known));
    return Resumption.decide(List.of(source), log, plan).get(0).progress();
  }

  @Test
  void progressSurvivesItsJson() {
    assertThat(ProgressJson.read(ProgressJson.write(at(7, false)))).isEqualTo(at(7, false));
  }

  @Test
  void aReplayThatWasBrokenOffGoesOnEvenWithAgain() {
    assertThat(decide(source, at(7, false), PLAN)).isEqualTo(at(7, false));
    assertThat(decide(source, at(7, false), AGAIN)).isEqualTo(at(7, false));
  }

  @Test
  void aFinishedReplayBeginsOnlyWithAgain() {
    assertThat(decide(source, at(7, true), PLAN).done()).isTrue();
    Progress again = decide(source, at(7, true), AGAIN);
    assertThat(again.done()).isFalse();
    assertThat(again.run()).isEqualTo(2);
    assertThat(again.position()).isEqualTo(SourcePosition.START);
  }

  @Test
  void otherDataUnderTheSameNameIsRefused() throws Exception {
    Progress known = at(7, true);
    Files.writeString(file, "some Rows");
    CsvSource changed = CsvSource.ofFile(file);
    assertThatThrownBy(() -> decide(changed, known, PLAN))
        .isInstanceOf(ReplayFailure.class)
        .hasMessageContaining("is not the data whose replay under the name 'f.csv' was finished");
    assertThat(decide(changed, known, AGAIN).run()).isEqualTo(2);
  }
}
