package io.shopfunnel.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.table.TableDelta;
import io.shopfunnel.table.Tables;
import io.shopfunnel.table.Texts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineMetricTest {
  @ParameterizedTest
  @CsvSource({
    "1575158405000, 1575158400000",
    "0, 0",
    "946684800000, 946684800000",
    // Before 2000.
    "946684799999, 0",
    "7258118399999, 7258118340000",
    // After 2199; microseconds; as far as a timestamp goes; none; before 1970.
    "7258118400000, 0",
    "1575158405000000, 0",
    "9223372036854775807, 0",
    "-1, 0",
    "-9223372036854775808, 0"
  })
  void aDeadLetterCountsAtTheMinuteOfItsRecordIfAnEventCouldHaveThatTime(
      long recordTime, long minute) {
    PipelineMetric pipeline = new PipelineMetric();
    Tables tables = new Tables(pipeline.families(), new Texts());
    PipelineMetric.deadLetter(recordTime, tables);

    List<TableDelta> sent = new ArrayList<>();
    tables.drainAll(sent::add);
    assertThat(sent).hasSize(1);
    assertThat(sent.get(0).table().windowStart()).isEqualTo(minute);
    // consumed, valid, dead_letter, late_applied, late_dropped, duplicate_dropped, session_missing
    assertThat(sent.get(0).counters()).containsExactly(1, 0, 1, 0, 0, 0, 0);
  }
}
