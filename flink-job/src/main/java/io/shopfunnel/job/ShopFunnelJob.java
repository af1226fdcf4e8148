package io.shopfunnel.job;

import io.shopfunnel.operator.DeadLetterCounts;
import io.shopfunnel.operator.Departure;
import io.shopfunnel.operator.EventBlockSerializer;
import io.shopfunnel.operator.EventBlocks;
import io.shopfunnel.operator.LedgerSpec;
import io.shopfunnel.operator.OrderVersions;
import io.shopfunnel.operator.PointBlockSerializer;
import io.shopfunnel.operator.ShopOrderSerializer;
import io.shopfunnel.operator.TableDeltaSerializer;
import io.shopfunnel.operator.TableKeySerializer;
import io.shopfunnel.operator.UserMetrics;
import io.shopfunnel.operator.WindowPublisher;
import io.shopfunnel.order.OrderChange;
import io.shopfunnel.point.PointBlock;
import io.shopfunnel.schema.EventBlock;
import io.shopfunnel.sink.influx.InfluxSink;
import io.shopfunnel.source.DeadLetter;
import io.shopfunnel.source.DeadLetterSplitter;
import io.shopfunnel.source.EventBatch;
import io.shopfunnel.source.EventTimeWatermarks;
import io.shopfunnel.table.TableDelta;
import java.util.Arrays;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job: shop events from Kafka, exact event-time funnel and conversion metrics to InfluxDB. */
public final class ShopFunnelJob {
  private ShopFunnelJob() {}

  /** Checks the options and the servers, and submits the job. */
  public static void main(String[] args) throws Exception {
    if (Arrays.asList(args).contains("--help")) {
      System.out.print(JobOptions.help() + OptionSources.help());
      return;
    }
    JobConfig config =
        JobOptions.parse(OptionSources.asArguments(Arrays.asList(args), System.getenv()));
    int partitions = Connectors.check(config);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(Environment.settings(config));
    if (config.parallelism() > 0) {
      env.setParallelism(config.parallelism());
    }
    defineTopology(env, config, Connectors.source(config), partitions, Connectors.sinks(config));
    env.execute(name(config));
  }

  /** The name in Flink's web UI, with the hash of the funnels that the numbers are of. */
  private static String name(JobConfig config) {
    return "Shop Funnel: %s %s, funnels %s"
        .formatted(
            config.bounded() ? "backfill of" : "live", config.topic(), config.funnels().hash());
  }

  /**
   * The whole topology.
   *
   * @param partitions the number of the topic's partitions; more source subtasks would be idle, and
   *     an idle subtask's watermark makes others' events late (FLINK-38477)
   */
  static void defineTopology(
      StreamExecutionEnvironment env,
      JobConfig config,
      Source<EventBatch, ?, ?> source,
      int partitions,
      Sinks sinks) {
    int readers = Math.min(env.getParallelism(), partitions);
    LedgerSpec spec =
        LedgerSpec.of(
                config.funnels(),
                config.metrics(),
                config.sessions(),
                config.allowedLateness().toMillis())
            .withOrders(sinks.orders() != null);

    SingleOutputStreamOperator<EventBlock> events =
        env.fromSource(source, watermarks(config), "shop events")
            .uid("source")
            .setParallelism(readers)
            .process(new DeadLetterSplitter())
            .returns(EventBlockSerializer.TYPE)
            .name("split off dead letters")
            .uid("dead-letter-splitter")
            .setParallelism(readers);

    SingleOutputStreamOperator<TableDelta> counts =
        events
            .transform("gather in blocks", EventBlockSerializer.TYPE, new EventBlocks())
            .uid("event-blocks")
            .setParallelism(readers)
            .keyBy(EventBlock::key, Types.INT)
            .transform("users", TableDeltaSerializer.TYPE, new UserMetrics(spec))
            .uid("user-metrics");

    DataStream<DeadLetter> deadLetters = events.getSideOutput(DeadLetterSplitter.DEAD_LETTERS);
    SingleOutputStreamOperator<TableDelta> deadLetterCounts =
        deadLetters
            .map(DeadLetter::timestamp)
            .returns(Types.LONG)
            .name("dead letter times")
            .uid("dead-letter-times")
            .setParallelism(readers)
            .flatMap(new DeadLetterCounts())
            .returns(TableDeltaSerializer.TYPE)
            .name("count dead letters")
            .uid("dead-letter-counts")
            .setParallelism(readers);

    SingleOutputStreamOperator<PointBlock> points =
        counts
            .union(deadLetterCounts)
            .keyBy(TableDelta::table, TableKeySerializer.TYPE)
            .transform(
                "publish windows",
                PointBlockSerializer.TYPE,
                new WindowPublisher(spec, departure(config, sinks)))
            .uid("window-publisher");

    points
        .sinkTo(sinks.points())
        .name("InfluxDB")
        .uid("influx-sink")
        .setParallelism(InfluxSink.WRITERS);
    deadLetters
        .sinkTo(sinks.deadLetters())
        .name("dead-letter topic")
        .uid("dead-letter-sink")
        .setParallelism(readers);
    counts
        .getSideOutput(UserMetrics.LATE)
        .sinkTo(sinks.lateEvents())
        .name("late topic")
        .uid("late-sink");
    if (sinks.orders() != null) {
      counts
          .getSideOutput(UserMetrics.ORDERS)
          .keyBy(OrderChange::userId, Types.LONG)
          .process(new OrderVersions(config.allowedLateness().toMillis()))
          .returns(ShopOrderSerializer.TYPE)
          .name("orders")
          .uid("order-versions")
          .sinkTo(sinks.orders())
          .name("orders topic")
          .uid("orders-sink");
    }
  }

  /** A backfill's points are in no hurry: there a version that waits is replaced by newer ones. */
  private static Departure departure(JobConfig config, Sinks sinks) {
    return config.bounded()
        ? Departure.withCheckpoints(sinks.standing())
        : Departure.atOnce(sinks.standing());
  }

  private static WatermarkStrategy<EventBatch> watermarks(JobConfig config) {
    return config.bounded()
        ? EventTimeWatermarks.bounded(config.maxOutOfOrderness(), config.leaps())
        : EventTimeWatermarks.live(config.maxOutOfOrderness(), config.leaps(), config.idleness());
  }
}
