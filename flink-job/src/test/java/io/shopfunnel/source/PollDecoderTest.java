package io.shopfunnel.source;

import static io.shopfunnel.source.TestingRecords.decodedBy;
import static io.shopfunnel.source.TestingRecords.record;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.funnel.TestingEvents;
import io.shopfunnel.schema.EventBlock;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.JsonEventEncoder;
import io.shopfunnel.schema.ShopEvent;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class PollDecoderTest {
  private final PollDecoder decoder = new PollDecoder();

  private static ShopEvent event(long row) {
    return TestingEvents.event(
        TestingEvents.at("10:00"), EventType.CART, 7, "s", 3, "acme", "x.y", 199, row);
  }

  private static ConsumerRecord<ByteBuffer, ByteBuffer> good(int partition, long offset) {
    String json = new String(new JsonEventEncoder().encode(event(offset)), UTF_8);
    return record(partition, offset, 7_000, "key", json);
  }

  private static void assertRows(EventBatch batch, long... rows) {
    assertThat(TestingEvents.eventsOf(batch.events()))
        .containsExactlyElementsOf(LongStream.of(rows).mapToObj(PollDecoderTest::event).toList());
  }

  @Test
  void eventsOfOnePartitionAreTheBatch() {
    decoder.beginPoll();
    EventBatch batch =
        decoder.batchOf(decodedBy(decoder, List.of(good(0, 4), good(0, 5), good(0, 9))));
    assertRows(batch, 4, 5, 9);
    assertThat(batch.deadLetters()).isEmpty();
    assertThat(batch.greatestTime()).isEqualTo(TestingEvents.at("10:00"));
  }

  @Test
  void eachPartitionHasItsOwn() {
    decoder.beginPoll();
    List<ConsumerRecord<ByteBuffer, Object>> records =
        decodedBy(
            decoder,
            List.of(good(0, 4), good(0, 5), good(3, 1), good(3, 2), good(3, 3), good(1, 8)));
    assertRows(decoder.batchOf(records.subList(5, 6)), 8);
    assertRows(decoder.batchOf(records.subList(2, 5)), 1, 2, 3);
    assertRows(decoder.batchOf(records.subList(0, 2)), 4, 5);
  }

  @Test
  void recordsBehindTheEndAreLeftOut() {
    decoder.beginPoll();
    List<ConsumerRecord<ByteBuffer, Object>> records =
        decodedBy(decoder, List.of(good(0, 4), good(0, 5), good(0, 6)));
    assertRows(decoder.batchOf(records.subList(0, 2)), 4, 5);
  }

  @Test
  void deadLettersHoldCopiesOfKeyAndValueAndWhereTheyStood() {
    decoder.beginPoll();
    EventBatch batch =
        decoder.batchOf(
            decodedBy(
                decoder,
                List.of(
                    record(3, 10, 7_000, "key", "{}"),
                    good(3, 11),
                    record(3, 12, 8_000, null, null),
                    good(3, 13),
                    record(3, 14, 9_000, "last", "junk"))));
    assertRows(batch, 11, 13);
    assertThat(batch.deadLetters())
        .extracting(letter -> text(letter.key()) + " " + text(letter.value()) + letter.offset())
        .containsExactly("key {}10", "none none12", "last junk14");
    DeadLetter first = batch.deadLetters().get(0);
    assertThat(first.topic()).isEqualTo(TestingRecords.TOPIC);
    assertThat(first.partition()).isEqualTo(3);
    assertThat(first.timestamp()).isEqualTo(7_000);
    assertThat(first.field()).isEqualTo("event_time");
    assertThat(batch.deadLetters().get(1).reason()).isEqualTo("the record has no value");
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "none" : new String(bytes, UTF_8);
  }

  @Test
  void nothingButDeadLettersIsABatchWithoutEvents() {
    decoder.beginPoll();
    EventBatch batch = decoder.batchOf(decodedBy(decoder, List.of(record(0, 1, 0, "a", "junk"))));
    assertThat(batch.events().size()).isZero();
    assertThat(batch.deadLetters()).hasSize(1);
    assertThat(batch.greatestTime()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void anotherPollTakesABlockThatWasGivenBackAndNoneThatIsInUse() {
    decoder.beginPoll();
    EventBatch first = decoder.batchOf(decodedBy(decoder, List.of(good(0, 1))));
    decoder.beginPoll();
    EventBatch second = decoder.batchOf(decodedBy(decoder, List.of(good(0, 2))));
    assertRows(first, 1);
    EventBlock block = first.events();
    decoder.recycle(first);
    decoder.beginPoll();
    EventBatch third = decoder.batchOf(decodedBy(decoder, List.of(good(0, 3))));
    decoder.beginPoll();
    EventBatch fourth = decoder.batchOf(decodedBy(decoder, List.of(good(0, 4))));
    assertThat(fourth.events()).isSameAs(block);
    assertRows(second, 2);
    assertRows(third, 3);
    assertRows(fourth, 4);
  }

  @Test
  void aPollMayBringAnyNumber() {
    decoder.beginPoll();
    List<ConsumerRecord<ByteBuffer, ByteBuffer>> records =
        IntStream.range(0, 5_000).mapToObj(i -> good(0, i)).toList();
    assertThat(decoder.batchOf(decodedBy(decoder, records)).events().size()).isEqualTo(5_000);
  }
}
