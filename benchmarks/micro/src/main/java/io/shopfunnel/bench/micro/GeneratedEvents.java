package io.shopfunnel.bench.micro;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.shopfunnel.replayer.csv.SingleRow;
import io.shopfunnel.replayer.generate.MonthGenerator;
import io.shopfunnel.schema.JsonEventDecoder;
import io.shopfunnel.schema.MalformedEventException;
import io.shopfunnel.schema.ShopEvent;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Events of the multi-category shop at its pace of December, from the replayer's generator: the
 * first ones of a day, as they lie in a file and as they stand on Kafka. The same for the same
 * seed.
 */
final class GeneratedEvents {
  private static final LocalDate DAY = LocalDate.of(2019, 12, 2);
  private static final int EVENTS_OF_THE_DAY = 2_177_000;
  private static final String SOURCE = "2019-Dec.csv";

  private GeneratedEvents() {}

  /** So many records as they stand on Kafka. */
  static byte[][] records(int count, long seed) {
    List<byte[]> lines = lines(count, seed);
    List<String> columns = List.of(new String(lines.get(0), US_ASCII).strip().split(",", -1));
    byte[][] records = new byte[count][];
    for (int row = 0; row < count; row++) {
      records[row] = record(lines.get(row + 1), columns, row + 1);
    }
    return records;
  }

  private static byte[] record(byte[] line, List<String> columns, int number) {
    try {
      return SingleRow.read(line, columns, SOURCE, number).value();
    } catch (MalformedEventException e) {
      throw new IllegalStateException("the generator makes events only", e);
    }
  }

  /** So many events. */
  static List<ShopEvent> events(int count, long seed) {
    JsonEventDecoder decoder = new JsonEventDecoder();
    List<ShopEvent> events = new ArrayList<>(count);
    for (byte[] record : records(count, seed)) {
      try {
        events.add(decoder.decode(record));
      } catch (MalformedEventException e) {
        throw new IllegalStateException("the replayer writes events only", e);
      }
    }
    return events;
  }

  private static List<byte[]> lines(int count, long seed) {
    Lines lines = new Lines(count + 1);
    try {
      MonthGenerator.write("multi", DAY, 1, EVENTS_OF_THE_DAY, seed, lines, written -> {});
    } catch (Enough enough) {
      // The rest of the day is not wanted.
    }
    return lines.taken;
  }

  /** Ends the generator. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Takes the first lines. */
  private static final class Lines extends OutputStream {
    private final int count;
    private final List<byte[]> taken = new ArrayList<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Lines(int count) {
      this.count = count;
    }

    @Override
    public void write(int character) {
      line.write(character);
      if (character == '\n') {
        taken.add(line.toByteArray());
        line.reset();
        if (taken.size() == count) {
          throw new Enough();
        }
      }
    }
  }
}
