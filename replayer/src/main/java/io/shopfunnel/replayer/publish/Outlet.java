package io.shopfunnel.replayer.publish;

import io.shopfunnel.replayer.csv.BadRow;
import io.shopfunnel.replayer.csv.EventRecord;
import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Sends events, dead letters and progress in transactions. */
final class Outlet implements Closeable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final ReplayTopics topics;
  private boolean open;

  private Outlet(KafkaProducer<byte[], byte[]> producer, ReplayTopics topics) {
    this.producer = producer;
    this.topics = topics;
  }

  /** Takes over the identity: a transaction that another process left open under it is undone. */
  static Outlet open(KafkaSettings settings, String transactionalId, ReplayTopics topics) {
    KafkaProducer<byte[], byte[]> producer = settings.producer(transactionalId);
    try {
      producer.initTransactions();
      return new Outlet(producer, topics);
    } catch (RuntimeException e) {
      producer.close(Duration.ZERO);
      throw e;
    }
  }

  void send(EventRecord event) {
    begin();
    var unused =
        producer.send(
            new ProducerRecord<>(
                topics.events(), null, event.eventTime(), event.key(), event.value()));
  }

  void send(BadRow row) {
    begin();
    Headers headers = new RecordHeaders();
    add(headers, "reason", row.reason());
    add(headers, "field", row.field());
    add(headers, "source", row.source());
    add(headers, "row", Long.toString(row.row()));
    add(headers, "columns", String.join(",", row.columns()));
    add(headers, "stage", "replayer");
    var unused =
        producer.send(
            new ProducerRecord<>(topics.deadLetters(), null, row.near(), null, row.raw(), headers));
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Makes all that was sent since the last commit visible, together with the progress. */
  void commit(Map<String, Progress> progress) {
    begin();
    progress.forEach(
        (key, value) -> {
          byte[] name = key.getBytes(StandardCharsets.UTF_8);
          byte[] json = ProgressJson.write(value);
          var unused = producer.send(new ProducerRecord<>(topics.progress(), name, json));
        });
    producer.commitTransaction();
    open = false;
  }

  private void begin() {
    if (!open) {
      producer.beginTransaction();
      open = true;
    }
  }

  /** Leaves at once; what is not committed is as if it had never been sent. */
  @Override
  public void close() {
    try {
      if (open) {
        producer.abortTransaction();
      }
    } catch (RuntimeException e) {
      // The brokers undo it by themselves when the producer comes again, or stays away.
      open = false;
    }
    producer.close(Duration.ofSeconds(2));
  }
}
