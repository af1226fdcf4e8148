package io.shopfunnel.operator;

import io.shopfunnel.metric.PipelineMetric;
import io.shopfunnel.table.TableDelta;
import io.shopfunnel.table.Tables;
import io.shopfunnel.table.Texts;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Counts dead letters, given by the time of their record, in {@code pipeline}. They are rare. */
public final class DeadLetterCounts implements FlatMapFunction<Long, TableDelta> {
  @Override
  public void flatMap(Long recordTime, Collector<TableDelta> out) {
    Tables tables = new Tables(new PipelineMetric().families(), new Texts());
    PipelineMetric.deadLetter(recordTime, tables);
    tables.drainAll(out::collect);
  }
}
