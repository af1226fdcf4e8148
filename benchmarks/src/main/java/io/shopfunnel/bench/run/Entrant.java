package io.shopfunnel.bench.run;

import io.shopfunnel.bench.consumer.BareConsumer;
import io.shopfunnel.bench.consumer.DatabindConsumer;
import io.shopfunnel.bench.consumer.DecodingConsumer;
import io.shopfunnel.bench.contender.Results;
import io.shopfunnel.bench.duckdb.DuckDb;
import io.shopfunnel.bench.result.BenchReport;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who takes part, in the order of the table and of each round. */
public enum Entrant {
  /** As fast as Kafka's client gets. */
  BARE("bare consumer", Checked.RECORDS, BareConsumer.class.getName(), Place.CONSUMER),
  /** Our decoder alone. */
  DECODER(
      "consumer + our decoder", Checked.TOTALS, DecodingConsumer.class.getName(), Place.CONSUMER),
  /** What most programs decode with. */
  DATABIND(
      "consumer + Jackson databind",
      Checked.TOTALS,
      DatabindConsumer.class.getName(),
      Place.CONSUMER),
  /** The product. */
  OURS_FULL("our job, full set", Checked.TWO_METRICS, "", Place.CLUSTER),
  /** The product, with just the metrics that the others compute. */
  OURS_TWO("our job, two metrics", Checked.TWO_METRICS, "", Place.CLUSTER),
  /** The two metrics in Flink SQL. */
  FLINK_SQL(
      "Flink SQL, two metrics",
      Checked.TWO_METRICS,
      "io.shopfunnel.bench.sql.FlinkSql",
      Place.FLINK_SQL),
  /** The two metrics in Kafka Streams. */
  KAFKA_STREAMS(
      "Kafka Streams, two metrics",
      Checked.TWO_METRICS,
      "io.shopfunnel.bench.streams.KafkaStreamsContender",
      Place.KAFKA_STREAMS),
  /** The two metrics without a stream. */
  DUCKDB(
      "DuckDB over the CSV, two metrics",
      Checked.TWO_METRICS,
      DuckDb.class.getName(),
      Place.CONSUMER);

  /** Where an entrant runs. */
  enum Place {
    /** In a JVM of its own, on this module's class path, with a small heap. */
    CONSUMER,
    /** As a job on the stack's Flink cluster. */
    CLUSTER,
    /** In a JVM of its own, on the class path of {@code benchmarks/flink-sql}. */
    FLINK_SQL,
    /** In a JVM of its own, on the class path of {@code benchmarks/kafka-streams}. */
    KAFKA_STREAMS
  }

  /** What of an entrant's results is compared. */
  enum Checked {
    /** The number of records. */
    RECORDS("number of records", Results.RECORDS),
    /** Sums over decoded fields. */
    TOTALS("four sums by type", Results.TOTALS),
    /** Both metrics. */
    TWO_METRICS("events by minute, funnel by hour", Results.EVENTS, Results.FUNNEL);

    private final String words;
    private final Set<String> families;

    Checked(String words, String... families) {
      this.words = words;
      this.families = Set.of(families);
    }

    Set<String> families() {
      return families;
    }
  }

  private final String title;
  private final Checked checked;
  private final String className;
  private final Place place;

  Entrant(String title, Checked checked, String className, Place place) {
    this.title = title;
    this.checked = checked;
    this.className = className;
    this.place = place;
  }

  /** The name on the command line and in the file of results. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The entrant of this name. */
  public static Optional<Entrant> ofId(String id) {
    return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
  }

  /** All names, for a message. */
  public static String ids() {
    return Arrays.stream(values()).map(Entrant::id).collect(Collectors.joining(", "));
  }

  /** Whether what it does is done in a JVM, whose heap tells of it. */
  boolean isJava() {
    return this != DUCKDB;
  }

  Checked checked() {
    return checked;
  }

  String className() {
    return className;
  }

  Place place() {
    return place;
  }

  /**
   * @param verified whether {@code verify} compares every point of the full set
   */
  BenchReport.Entry entry(boolean verified) {
    String more = this == OURS_FULL && verified ? "; every point by `verify`" : "";
    return new BenchReport.Entry(id(), title, checked.words + more);
  }
}
