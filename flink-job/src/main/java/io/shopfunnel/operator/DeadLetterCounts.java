package io.shopfunnel.operator;

import io.shopfunnel.metric.PipelineMetric;
import io.shopfunnel.metric.TableDelta;
import io.shopfunnel.metric.TableDeltas;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Counts dead letters, given by the time of their record, in {@code pipeline}. They are rare. */
public final class DeadLetterCounts implements FlatMapFunction<Long, TableDelta> {
  @Override
  public void flatMap(Long recordTime, Collector<TableDelta> out) {
    PipelineMetric pipeline = new PipelineMetric();
    TableDeltas deltas = TableDeltas.of(pipeline.families());
    pipeline.deadLetter(recordTime, deltas);
    deltas.drainAll(out::collect);
  }
}
