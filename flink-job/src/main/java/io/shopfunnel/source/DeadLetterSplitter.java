package io.shopfunnel.source;

import io.shopfunnel.schema.EventBlock;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Parts events from dead letters, which it counts in the metric {@code deadLetters}. */
public final class DeadLetterSplitter extends ProcessFunction<EventBatch, EventBlock> {
  /** Side output: dead letters. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", DeadLetterSerializer.TYPE);

  private transient Counter deadLetters;

  @Override
  public void open(OpenContext context) {
    deadLetters = getRuntimeContext().getMetricGroup().counter("deadLetters");
  }

  @Override
  public void processElement(EventBatch batch, Context context, Collector<EventBlock> out) {
    if (batch.events().size() > 0) {
      out.collect(batch.events());
    }
    for (DeadLetter letter : batch.deadLetters()) {
      deadLetters.inc();
      context.output(DEAD_LETTERS, letter);
    }
  }
}
