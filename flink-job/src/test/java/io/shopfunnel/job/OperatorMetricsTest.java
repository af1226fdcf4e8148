package io.shopfunnel.job;

import static io.shopfunnel.funnel.TestingEvents.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.funnel.FunnelCatalogReader;
import io.shopfunnel.funnel.TestingEvents;
import io.shopfunnel.ledger.SessionRules;
import io.shopfunnel.metric.MetricKind;
import io.shopfunnel.operator.EventBlockSerializer;
import io.shopfunnel.operator.LedgerSpec;
import io.shopfunnel.operator.TableDeltaSerializer;
import io.shopfunnel.operator.UserMetrics;
import io.shopfunnel.schema.EventBlock;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.ShopEvent;
import io.shopfunnel.source.DeadLetter;
import io.shopfunnel.source.DeadLetterSplitter;
import io.shopfunnel.source.EventBatch;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What an operator of the job may watch; see docs/architecture.md. */
@SuppressWarnings("try") // That close() may be interrupted is the harness's doing.
class OperatorMetricsTest {
  private static final long HOUR = 3_600_000;

  private final InterceptingOperatorMetricGroup metrics = new InterceptingOperatorMetricGroup();

  private MockEnvironment environment() {
    return new MockEnvironmentBuilder()
        .setMetricGroup(
            new InterceptingTaskMetricGroup() {
              @Override
              public InternalOperatorMetricGroup getOrAddOperator(
                  OperatorID id, String name, Map<String, String> variables) {
                return metrics;
              }
            })
        .build();
  }

  private long counter(String name) {
    return ((Counter) metrics.get(name)).getCount();
  }

  private Object gauge(String name) {
    return ((Gauge<?>) metrics.get(name)).getValue();
  }

  private static ShopEvent view(String time, long user) {
    return new TestingEvents().add(time, EventType.VIEW, user, "s" + user).last();
  }

  @Test
  void usersTellWhatBecameOfEventsAndWhatIsKept() throws Exception {
    var users =
        new UserMetrics(
            LedgerSpec.of(
                FunnelCatalogReader.builtIn(),
                List.of(MetricKind.values()),
                SessionRules.DEFAULT,
                HOUR));
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            users, EventBlock::key, Types.INT, environment())) {
      harness.setup(TableDeltaSerializer.TYPE.createSerializer(new SerializerConfigImpl()));
      harness.open();
      assertThat(gauge("keptUsers")).isEqualTo(0L);
      assertThat(gauge("keptBytes")).isEqualTo(0L);
      harness.processElement(block(view("11:59", 1)), 0);
      harness.processElement(block(view("11:59", 1)), 0);
      harness.processWatermark(at("12:00"));
      assertThat(gauge("keptUsers")).isEqualTo(1L);
      harness.processElement(block(view("11:00", 2)), 0);
      harness.processElement(block(view("11:30", 3)), 0);
      harness.processWatermark(at("12:01"));

      assertThat(counter("duplicatesDropped")).isEqualTo(1);
      assertThat(counter("lateDropped")).isEqualTo(1);
      assertThat(counter("lateApplied")).isEqualTo(1);
      assertThat(gauge("keptUsers")).isEqualTo(2L);
      assertThat((Long) gauge("keptBytes")).isPositive();
      harness.processWatermark(Long.MAX_VALUE);
      assertThat(gauge("keptUsers")).isEqualTo(0L);
    }
  }

  private static EventBlock block(ShopEvent... events) {
    return TestingEvents.block(0, List.of(events));
  }

  @Test
  void deadLettersAreCounted() throws Exception {
    try (var harness =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new DeadLetterSplitter()), environment())) {
      harness.setup(EventBlockSerializer.TYPE.createSerializer(new SerializerConfigImpl()));
      harness.open();
      DeadLetter letter =
          new DeadLetter(null, "junk".getBytes(UTF_8), "topic", 0, 0, 0, "", "is no event");
      harness.processElement(new EventBatch(block(view("12:00", 1)), List.of(letter, letter)), 0);
      harness.processElement(new EventBatch(block(), List.of(letter)), 0);

      assertThat(counter("deadLetters")).isEqualTo(3);
      assertThat(harness.getSideOutput(DeadLetterSplitter.DEAD_LETTERS)).hasSize(3);
      assertThat(harness.extractOutputValues())
          .singleElement()
          .satisfies(
              block -> assertThat(TestingEvents.eventsOf(block)).containsExactly(view("12:00", 1)));
    }
  }
}
