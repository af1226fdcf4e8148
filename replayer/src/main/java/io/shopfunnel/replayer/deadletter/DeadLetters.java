package io.shopfunnel.replayer.deadletter;

import io.shopfunnel.replayer.csv.EventRecord;
import io.shopfunnel.replayer.publish.CommittedRecords;
import io.shopfunnel.replayer.publish.KafkaSettings;
import io.shopfunnel.replayer.publish.ProgressLog;
import io.shopfunnel.replayer.publish.ReplayTopics;
import io.shopfunnel.schema.MalformedEventException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The dead letters of a topic. */
public final class DeadLetters {
  private static final byte[] YES = "{}".getBytes(StandardCharsets.UTF_8);

  private final KafkaSettings settings;
  private final ReplayTopics topics;

  public DeadLetters(KafkaSettings settings, ReplayTopics topics) {
    this.settings = settings;
    this.topics = topics;
  }

  /**
   * What a re-submission did.
   *
   * @param sent letters that are events now, and went to the topic
   * @param before letters that an earlier re-submission had sent
   * @param unreadable letters that still are no events
   * @param cut letters of which only the first bytes are kept, so that nothing can mend them
   */
  public record Resubmitted(long sent, long before, long unreadable, long cut) {}

  /** Counts them by reason. */
  public DeadLetterTally list() throws Exception {
    Set<String> done = new HashSet<>(new ProgressLog(settings, topics.progress()).read().keySet());
    DeadLetterTally tally = new DeadLetterTally();
    forEach(letter -> tally.add(letter, done.contains(letter.identity())));
    return tally;
  }

  /**
   * Sends those that can be read by now to the events' topic, all in one transaction, which also
   * remembers that they were sent.
   */
  public Resubmitted resubmit() throws Exception {
    String identity = "replayer/" + topics.events() + "/dead-letters";
    try (KafkaProducer<byte[], byte[]> producer = settings.producer(identity)) {
      producer.initTransactions();
      Map<String, byte[]> done = new ProgressLog(settings, topics.progress()).read();
      producer.beginTransaction();
      Mending mending = new Mending();
      long[] counts = new long[4];
      forEach(
          letter -> {
            if (done.containsKey(letter.identity())) {
              counts[1]++;
            } else if (letter.isCut()) {
              counts[3]++;
            } else if (send(letter, mending, producer)) {
              counts[0]++;
            } else {
              counts[2]++;
            }
          });
      producer.commitTransaction();
      return new Resubmitted(counts[0], counts[1], counts[2], counts[3]);
    }
  }

  private boolean send(DeadLetter letter, Mending mending, KafkaProducer<byte[], byte[]> producer) {
    try {
      EventRecord event = mending.read(letter);
      var unused =
          producer.send(
              new ProducerRecord<>(
                  topics.events(), null, event.eventTime(), event.key(), event.value()));
      byte[] identity = letter.identity().getBytes(StandardCharsets.UTF_8);
      unused = producer.send(new ProducerRecord<>(topics.progress(), identity, YES));
      return true;
    } catch (MalformedEventException stillWrong) {
      return false;
    }
  }

  private void forEach(Consumer<DeadLetter> action) throws Exception {
    CommittedRecords.forEach(
        settings, topics.deadLetters(), record -> action.accept(new DeadLetter(record)));
  }
}
