package io.shopfunnel.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Gathers events that are to be counted, and hands them out hour by hour. They come user by user,
 * and so from any hour that the watermark has passed at once; the tables of one hour fit in the
 * processor's caches, those of a whole day do not.
 */
public final class EventsByHour {
  /** A backfill's watermark passes a day or two at once; longer ago shares a place. */
  private static final int PLACES = 64;

  private static final long HOUR = 3_600_000;

  private final Hour[] hours = new Hour[PLACES];
  private final LedgerEvent event = new LedgerEvent();

  /** What some metric does with an event does not depend on its session, which is not kept. */
  private static final class Hour {
    private static final int WORDS = 4;

    private long[] words = new long[WORDS * 64];
    private int end;

    void add(LedgerEvent event) {
      if (end == words.length) {
        words = Arrays.copyOf(words, 2 * end);
      }
      words[end] = event.time << EventRow.RANK_BITS | event.type.rank();
      words[end + 1] = event.productId;
      words[end + 2] = EventRow.money(event.cents, event.late, event.hasSession);
      words[end + 3] = event.entry();
      end += WORDS;
    }

    void show(LedgerEvent event, Consumer<LedgerEvent> to) {
      for (int at = 0; at < end; at += WORDS) {
        to.accept(event.read(words[at], words[at + 1], words[at + 2], words[at + 3]));
      }
    }
  }

  /** No events. */
  public EventsByHour() {
    Arrays.setAll(hours, place -> new Hour());
  }

  /** Adds an event. */
  public void add(LedgerEvent added) {
    hours[(int) Math.floorMod(Math.floorDiv(added.time, HOUR), (long) PLACES)].add(added);
  }

  /**
   * Hands out all events, and forgets them.
   *
   * @param counters get each event once, without its identity and its session's
   */
  public void drain(List<Consumer<LedgerEvent>> counters) {
    for (Hour hour : hours) {
      for (Consumer<LedgerEvent> counter : counters) {
        hour.show(event, counter);
      }
      hour.end = 0;
    }
  }
}
