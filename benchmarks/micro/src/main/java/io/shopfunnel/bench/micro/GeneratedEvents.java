package io.shopfunnel.bench.micro;

import io.shopfunnel.replayer.csv.CsvSource;
import io.shopfunnel.replayer.csv.InputMistake;
import io.shopfunnel.replayer.csv.SourcePosition;
import io.shopfunnel.replayer.csv.SourceReader;
import io.shopfunnel.replayer.generate.MonthGenerator;
import io.shopfunnel.schema.JsonEventDecoder;
import io.shopfunnel.schema.MalformedEventException;
import io.shopfunnel.schema.ShopEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Events of the multi-category shop at its pace of December: the first ones of a day, made by the
 * replayer's generator, read by its reader, and decoded. The same for the same seed.
 */
final class GeneratedEvents {
  private static final LocalDate DAY = LocalDate.of(2019, 12, 2);
  private static final int EVENTS_OF_THE_DAY = 2_177_000;
  private static final String SOURCE = "2019-Dec.csv";

  private GeneratedEvents() {}

  /** So many events. */
  static List<ShopEvent> events(int count, long seed) {
    JsonEventDecoder decoder = new JsonEventDecoder();
    List<ShopEvent> events = new ArrayList<>(count);
    try (SourceReader rows = rows(count, seed)) {
      while (events.size() < count) {
        var event = Objects.requireNonNull(Objects.requireNonNull(rows.read()).event());
        events.add(decoder.decode(event.value()));
      }
      return events;
    } catch (IOException | InputMistake | MalformedEventException e) {
      throw new IllegalStateException("the generator makes events only", e);
    }
  }

  private static SourceReader rows(int count, long seed) throws IOException, InputMistake {
    FirstLines csv = new FirstLines(count + 1);
    try {
      MonthGenerator.write("multi", DAY, 1, EVENTS_OF_THE_DAY, seed, csv, written -> {});
    } catch (Enough enough) {
      // The rest of the day is not wanted.
    }
    CsvSource source =
        CsvSource.ofStandardInput(SOURCE, new ByteArrayInputStream(csv.bytes.toByteArray()));
    return SourceReader.open(source, 0, SOURCE, SourcePosition.START);
  }

  /** Ends the generator. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Takes so many lines at least. */
  private static final class FirstLines extends OutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int left;

    FirstLines(int count) {
      left = count;
    }

    @Override
    public void write(int character) {
      write(new byte[] {(byte) character}, 0, 1);
    }

    @Override
    public void write(byte[] more, int from, int length) {
      bytes.write(more, from, length);
      for (int i = from; i < from + length; i++) {
        left -= more[i] == '\n' ? 1 : 0;
      }
      if (left <= 0) {
        throw new Enough();
      }
    }
  }
}
