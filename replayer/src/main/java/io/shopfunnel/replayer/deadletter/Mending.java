package io.shopfunnel.replayer.deadletter;

import io.shopfunnel.replayer.csv.EventRecord;
import io.shopfunnel.replayer.csv.SingleRow;
import io.shopfunnel.schema.JsonEventDecoder;
import io.shopfunnel.schema.JsonEventEncoder;
import io.shopfunnel.schema.MalformedEventException;
import io.shopfunnel.schema.ShopEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads dead letters as this version of the program reads events. */
final class Mending {
  private final JsonEventDecoder decoder = new JsonEventDecoder();
  private final JsonEventEncoder encoder = new JsonEventEncoder();

  /**
   * The event that a dead letter is now.
   *
   * @throws MalformedEventException where it still is none
   */
  EventRecord read(DeadLetter letter) throws MalformedEventException {
    if (letter.stage().equals("replayer")) {
      long row = Long.parseLong("0" + letter.header("row"));
      String[] columns = letter.header("columns").split(",", -1);
      return SingleRow.read(letter.value(), Arrays.asList(columns), letter.header("source"), row);
    }
    ShopEvent event = decoder.decode(letter.value());
    byte[] key = Long.toString(event.userId()).getBytes(StandardCharsets.US_ASCII);
    return new EventRecord(event.eventTime(), key, encoder.encode(event));
  }
}
