package io.shopfunnel.replayer.deadletter;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** A record that could not be read, and where and why. */
final class DeadLetter {
  private final ConsumerRecord<byte[], byte[]> letter;

  DeadLetter(ConsumerRecord<byte[], byte[]> letter) {
    this.letter = letter;
  }

  /** Its identity among all dead letters; the key under which a re-submission is remembered. */
  String identity() {
    return "resubmitted|" + letter.topic() + "|" + letter.partition() + "|" + letter.offset();
  }

  /** Who could not read it: {@code job} or {@code replayer}. */
  String stage() {
    return header("stage");
  }

  String field() {
    return header("field");
  }

  String reason() {
    return header("reason");
  }

  /** The reason without the data that it quotes, so that equal faults are counted together. */
  String kind() {
    String kind = reason().replaceAll("'[^']*'", "'…'");
    return isCut() ? kind + " (cut, cannot be re-submitted)" : kind;
  }

  /** Where it came from: file and row, or topic, partition and offset. */
  String place() {
    return stage().equals("replayer")
        ? header("source") + " row " + header("row")
        : header("topic") + "-" + header("partition") + " offset " + header("offset");
  }

  /** How many bytes the record had of which only the first stand here; empty where all do. */
  String bytesBeforeTheCut() {
    return header("truncated");
  }

  boolean isCut() {
    return !bytesBeforeTheCut().isEmpty();
  }

  byte[] value() {
    return letter.value() == null ? new byte[0] : letter.value();
  }

  String header(String name) {
    Header header = letter.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
