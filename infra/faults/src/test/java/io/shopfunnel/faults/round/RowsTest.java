package io.shopfunnel.faults.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.faults.fault.Input;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsTest {
  private static final String HEADER = "event_time,price,user_id,user_session";

  @TempDir private Path folder;
  private Path csv;

  @BeforeEach
  void aRowAnHourForThreeDays() throws Exception {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    for (int hour = 0; hour < 72; hour++) {
      lines.add(
          "2019-12-%02d %02d:00:00 UTC,1.00,%d,s".formatted(1 + hour / 24, hour % 24, hour % 10));
    }
    csv = Files.write(folder.resolve("in.csv"), lines);
  }

  @Test
  void theWholeFileStaysAsItIs() throws Exception {
    assertThat(as(Input.WHOLE)).isEqualTo(Files.readAllLines(csv));
  }

  @Test
  void aPartitionIsIdleWhenItsUsersAreLeftOut() throws Exception {
    List<String> left = as(Input.ONE_PARTITION_IDLE);
    assertThat(left).hasSizeBetween(2, 72).startsWith(HEADER);
    assertThat(Files.readAllLines(csv)).containsAll(left);
  }

  @Test
  void skewPutsTheSameRowsInAnotherOrderAndKeepsEachUsersOwn() throws Exception {
    List<String> skewed = as(Input.SKEWED_BY_A_DAY);
    List<String> before = Files.readAllLines(csv);
    assertThat(skewed).isNotEqualTo(before).containsExactlyInAnyOrderElementsOf(before);
    assertThat(skewed.stream().filter(row -> row.contains(",7,")))
        .containsExactlyElementsOf(before.stream().filter(row -> row.contains(",7,")).toList());
  }

  private List<String> as(Input input) throws Exception {
    Path out = folder.resolve("out.csv");
    long rows = Rows.of(csv).as(input).write(out);
    List<String> lines = Files.readAllLines(out);
    assertThat(lines).hasSize((int) rows + 1);
    return lines;
  }
}
