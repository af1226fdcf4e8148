package io.shopfunnel.stack;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** A job that a test packs into a jar and submits. */
public final class SmallJob {
  private SmallJob() {}

  /** Fails before, fails at run time, counts, or never ends, as its argument says. */
  public static void main(String[] arguments) throws Exception {
    String what = arguments[0];
    if (what.equals("--wrong")) {
      System.err.println("Unknown option: --wrong");
      System.exit(2);
    }
    if (what.equals("--mistake")) {
      throw new IllegalArgumentException("--mistake is a mistake");
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    if (what.equals("--slow-to-open")) {
      env.configure(startsAgain());
      env.enableCheckpointing(1_000);
      env.fromSequence(1, Long.MAX_VALUE)
          .rebalance()
          .map(new SlowToOpen())
          .sinkTo(new DiscardingSink<>());
      env.execute("slow job");
      return;
    }
    env.fromSequence(1, 1_000)
        .map(number -> what.equals("--fail") ? fail() : number)
        .returns(Long.class)
        .sinkTo(new DiscardingSink<>());
    env.execute("small job");
  }

  /** After a loss, but waits before that for longer than Flink shows a job as it was. */
  private static Configuration startsAgain() {
    Configuration settings = new Configuration();
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 9);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(6));
    return settings;
  }

  private static Long fail() {
    throw new IllegalStateException("told to fail");
  }

  /** Its task is on its way up for a while, when the source has long been running. */
  static final class SlowToOpen extends RichMapFunction<Long, Long> {
    private static final long OPENING_MS = 3_000;

    @Override
    public void open(OpenContext context) throws Exception {
      Thread.sleep(OPENING_MS);
    }

    @Override
    public Long map(Long number) {
      return number;
    }
  }
}
