package io.shopfunnel.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssignmentTest {
  @Test
  void anotherProcessReadsWhatWasWritten(@TempDir Path directory) throws Exception {
    Assignment assignment =
        new Assignment("a:1,b:2", "events", Path.of("/x/y.csv"), 12, 2, "run-1", directory);
    Path file = directory.resolve("assignment.properties");
    assignment.write(file);
    assertThat(Assignment.read(file)).isEqualTo(assignment);
  }

  @Test
  void aReportTravelsToo(@TempDir Path directory) throws Exception {
    Report report = new Report(1.5, 2.25, 123_456_789, new HeapUse(4_000_000_000L, 0.25));
    report.write(directory.resolve(Report.FILE));
    assertThat(Report.read(directory.resolve(Report.FILE))).isEqualTo(report);
  }
}
