package io.shopfunnel.job;

import io.shopfunnel.funnel.FunnelCatalog;
import io.shopfunnel.ledger.SessionRules;
import io.shopfunnel.metric.MetricKind;
import io.shopfunnel.sink.influx.InfluxConfig;
import io.shopfunnel.source.LeapRule;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The job's options, all of them checked; made by {@link JobOptions}.
 *
 * @param brokers where Kafka is
 * @param topic the events
 * @param deadLetterTopic takes the records that are no events
 * @param lateTopic takes the events that came too late
 * @param orders where confirmed orders go, or null where nobody asks for them
 * @param groupId the consumer group, whose lag shows the progress of a live job
 * @param kafka further settings of Kafka's clients, such as those for SASL and TLS
 * @param bounded whether the job ends where the topic ends when it starts: a backfill
 * @param maxOutOfOrderness the greatest disorder within a partition
 * @param leaps when an event far ahead of its partition's time moves it
 * @param allowedLateness how far behind the watermark an event still amends what was published
 * @param idleness after how long without records, or with none but such as wait for witnesses, a
 *     partition holds the others back no more; live only
 * @param sessions where sessions are cut
 * @param metrics the kinds of metrics
 * @param funnels the funnels
 * @param influx where the points go
 * @param checkpointInterval the time from one checkpoint to the next
 * @param parallelism the number of subtasks, or 0 for the cluster's default
 */
record JobConfig(
    String brokers,
    String topic,
    String deadLetterTopic,
    String lateTopic,
    @Nullable OrdersConfig orders,
    String groupId,
    Properties kafka,
    boolean bounded,
    Duration maxOutOfOrderness,
    LeapRule leaps,
    Duration allowedLateness,
    Duration idleness,
    SessionRules sessions,
    List<MetricKind> metrics,
    FunnelCatalog funnels,
    InfluxConfig influx,
    Duration checkpointInterval,
    int parallelism) {}
