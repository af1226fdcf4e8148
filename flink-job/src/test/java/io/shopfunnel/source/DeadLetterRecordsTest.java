package io.shopfunnel.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class DeadLetterRecordsTest {
  private static final int PRODUCERS_MOST_BYTES = 1024 * 1024;
  private static final int MOST = DeadLetterRecords.MOST_VALUE_BYTES;

  private static ProducerRecord<byte[], byte[]> record(byte[] key, byte[] value, long timestamp) {
    DeadLetter letter =
        new DeadLetter(key, value, "shop-events", 3, 42, timestamp, "price", "is odd");
    return new DeadLetterRecords("dead").serialize(letter, null, 0L);
  }

  private static TreeMap<String, String> headers(ProducerRecord<byte[], byte[]> record) {
    TreeMap<String, String> headers = new TreeMap<>();
    record.headers().forEach(one -> headers.put(one.key(), new String(one.value(), UTF_8)));
    return headers;
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 'x');
    return bytes;
  }

  @Test
  void keyAndValueAreAsTheyCameAndTheHeadersSayWhereAndWhy() {
    ProducerRecord<byte[], byte[]> record = record(new byte[] {1}, new byte[] {(byte) 0xFF}, 1_000);
    assertThat(record.topic()).isEqualTo("dead");
    assertThat(record.key()).containsExactly(1);
    assertThat(record.value()).containsExactly(0xFF);
    assertThat(record.timestamp()).isEqualTo(1_000);
    assertThat(headers(record))
        .hasToString(
            "{field=price, offset=42, partition=3, reason=is odd, stage=job, topic=shop-events}");
  }

  @Test
  void aRecordWithoutKeyValueAndTimeIsTaken() {
    ProducerRecord<byte[], byte[]> record = record(null, null, -1);
    assertThat(record.key()).isNull();
    assertThat(record.value()).isNull();
    assertThat(record.timestamp()).isZero();
    assertThat(headers(record)).doesNotContainKeys("truncated", "key_truncated");
  }

  @Test
  void aValueOfTheMostBytesIsWhole() {
    ProducerRecord<byte[], byte[]> record = record(null, bytes(MOST), 0);
    assertThat(record.value()).hasSize(MOST);
    assertThat(headers(record)).doesNotContainKey("truncated");
  }

  @Test
  void aValueOfOneByteMoreIsCutAndSaysHowLongItWas() {
    ProducerRecord<byte[], byte[]> record = record(null, bytes(MOST + 1), 0);
    assertThat(record.value()).hasSize(MOST);
    assertThat(headers(record)).containsEntry("truncated", "900001");
  }

  @Test
  void whateverItHoldsAProducerTakesIt() {
    ProducerRecord<byte[], byte[]> record = record(bytes(2_000_000), bytes(2_000_000), 0);
    assertThat(headers(record))
        .containsEntry("truncated", "2000000")
        .containsEntry("key_truncated", "2000000");
    assertThat(record.key().length + record.value().length)
        .isLessThan(PRODUCERS_MOST_BYTES - 50_000);
  }
}
