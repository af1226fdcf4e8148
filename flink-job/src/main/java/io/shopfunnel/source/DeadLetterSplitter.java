package io.shopfunnel.source;

import io.shopfunnel.schema.EventBlock;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Parts events from dead letters, which it counts in the metric {@code deadLetters}: all of them,
 * and by the field at fault, {@code record} where the whole record is.
 */
public final class DeadLetterSplitter extends ProcessFunction<EventBatch, EventBlock> {
  /** Side output: dead letters. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", DeadLetterSerializer.TYPE);

  private transient Counter deadLetters;
  private transient Map<String, Counter> byField;

  @Override
  public void open(OpenContext context) {
    deadLetters = getRuntimeContext().getMetricGroup().counter("deadLetters");
    byField = new HashMap<>();
  }

  @Override
  public void processElement(EventBatch batch, Context context, Collector<EventBlock> out) {
    if (batch.events().size() > 0) {
      out.collect(batch.events());
    }
    for (DeadLetter letter : batch.deadLetters()) {
      deadLetters.inc();
      byField.computeIfAbsent(letter.field(), this::counter).inc();
      context.output(DEAD_LETTERS, letter);
    }
  }

  /** The fields are those of an event, so there are no more counters than these. */
  private Counter counter(String field) {
    return getRuntimeContext()
        .getMetricGroup()
        .addGroup("field", field.isEmpty() ? "record" : field)
        .counter("deadLetters");
  }
}
