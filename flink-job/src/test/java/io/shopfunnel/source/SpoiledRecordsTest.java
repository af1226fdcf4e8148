package io.shopfunnel.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.funnel.TestingEvents;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.JsonEventEncoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/**
 * Whatever stands in a record, it is an event or a dead letter that can be sent. {@code
 * -Dspoiled.records=1000000} looks at so many.
 */
class SpoiledRecordsTest {
  private static final int RECORDS = Integer.getInteger("spoiled.records", 20_000);
  private static final int RECORDS_OF_A_POLL = 500;
  private static final int TEN_MEGABYTES = 10_000_000;

  private static final byte[] GOOD =
      new JsonEventEncoder()
          .encode(
              TestingEvents.event(
                  TestingEvents.at("10:00"), EventType.CART, 7, "s", 3, "acme", "x.y", 199, 4));

  private final PollDecoder decoder = new PollDecoder();
  private final DeadLetterRecords letters = new DeadLetterRecords("dead");
  private int events;
  private int deadLetters;

  @Test
  void monstersAreDeadLetters() throws Exception {
    byte[] open = new byte[TEN_MEGABYTES];
    Arrays.fill(open, (byte) '[');
    byte[] text =
        new String(GOOD, UTF_8).replace("acme", "x".repeat(TEN_MEGABYTES)).getBytes(UTF_8);
    byte[] number =
        new String(GOOD, UTF_8)
            .replace(":7,", ":" + "7".repeat(TEN_MEGABYTES) + ",")
            .getBytes(UTF_8);
    byte[] trailing = Arrays.copyOf(GOOD, TEN_MEGABYTES);
    byte[] noUtf8 = new String(GOOD, UTF_8).replace("acme", "\u00ff").getBytes(ISO_8859_1);
    decode(
        List.of(new byte[0], open, text, number, trailing, noUtf8, new byte[TEN_MEGABYTES], GOOD));
    assertThat(deadLetters).isEqualTo(7);
    assertThat(events).isEqualTo(1);
  }

  @Test
  void spoiledRecordsAreEventsOrDeadLetters() throws Exception {
    long seed = RandomGenerator.getDefault().nextLong();
    System.out.println("SpoiledRecordsTest: seed " + seed);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<byte[]> poll = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      poll.add(spoiled(random));
      if (poll.size() == RECORDS_OF_A_POLL) {
        decode(poll);
        poll.clear();
      }
    }
    decode(poll);
    assertThat(events + deadLetters).isEqualTo(RECORDS);
    assertThat(events).isBetween(RECORDS / 50, RECORDS * 9 / 10);
  }

  private static byte[] spoiled(RandomGenerator random) {
    byte[] record = GOOD.clone();
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      int at = random.nextInt(record.length + 1);
      byte[] piece = new byte[random.nextInt(4)];
      random.nextBytes(piece);
      int end = Math.min(record.length, at + random.nextInt(4));
      byte[] after = Arrays.copyOfRange(record, end, record.length);
      ByteBuffer joined = ByteBuffer.allocate(at + piece.length + after.length);
      record = joined.put(record, 0, at).put(piece).put(after).array();
    }
    return record;
  }

  /** Decodes what one poll brought, and sends the dead letters as far as the producer. */
  private void decode(List<byte[]> values) throws Exception {
    if (values.isEmpty()) {
      return;
    }
    decoder.beginPoll();
    List<ConsumerRecord<ByteBuffer, Object>> records = new ArrayList<>();
    for (byte[] value : values) {
      records.add(record(records.size(), value));
    }
    EventBatch batch = decoder.batchOf(records);
    assertThat(batch.events().size() + batch.deadLetters().size()).isEqualTo(values.size());
    events += batch.events().size();
    deadLetters += batch.deadLetters().size();
    for (DeadLetter letter : batch.deadLetters()) {
      DataOutputSerializer out = new DataOutputSerializer(64);
      new DeadLetterSerializer().serialize(letter, out);
      DeadLetter received =
          new DeadLetterSerializer().deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
      assertThat(received.reason()).isNotBlank();
      assertThat(received.value()).isEqualTo(values.get((int) letter.offset()));
      assertThat(letters.serialize(received, null, 0L).value())
          .hasSizeLessThanOrEqualTo(DeadLetterRecords.MOST_VALUE_BYTES);
    }
  }

  private ConsumerRecord<ByteBuffer, Object> record(long offset, byte[] value) {
    return new ConsumerRecord<>(
        "shop-events",
        0,
        offset,
        1_000,
        TimestampType.CREATE_TIME,
        0,
        0,
        null,
        decoder.decode(ByteBuffer.wrap(value)),
        new RecordHeaders(),
        Optional.empty());
  }
}
