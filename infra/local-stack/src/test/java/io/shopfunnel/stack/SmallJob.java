package io.shopfunnel.stack;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** A job that a test packs into a jar and submits. */
public final class SmallJob {
  private SmallJob() {}

  /** Fails before, fails at run time, or counts, as its argument says. */
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
    env.fromSequence(1, 1_000)
        .map(number -> what.equals("--fail") ? fail() : number)
        .returns(Long.class)
        .sinkTo(new DiscardingSink<>());
    env.execute("small job");
  }

  private static Long fail() {
    throw new IllegalStateException("told to fail");
  }
}
