package io.shopfunnel.schema;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Some events as they travel within a job: nine longs each, and the texts that they share. Filled,
 * read and emptied again and again.
 *
 * <pre>
 * 0 event time in milliseconds, and in the lowest two bits the type's rank
 * 1 user   2 product   3 category id   4 price in cents, or {@link ShopEvent#NO_PRICE}
 * 5 6 session: the halves of its UUID; or the number of its text and 0
 * 7 the row of its identity
 * 8 numbers of texts, 0 for none: category (20 bits), brand (20), source (20); and how the session
 *   is given (2 bits)
 * </pre>
 */
public final class EventBlock {
  /** The longs of an event. */
  public static final int WIDTH = 9;

  /** The long of an event that holds its time and its type's rank: the order of both. */
  public static final int ORDER = 0;

  /** The long of an event that holds the row of its identity. */
  public static final int ROW = 7;

  /** The events from which on a block is full; so the numbers of their texts fit. */
  public static final int MOST_EVENTS = 4_096;

  /** How far the event time is shifted in the first long of an event, behind it the type's rank. */
  public static final int RANK_BITS = 2;

  /** The session is absent. */
  public static final int NO_SESSION = 0;

  /** The session is given by the two halves of its UUID. */
  public static final int SESSION_UUID = 1;

  /** The session is given by the number of its text. */
  public static final int SESSION_TEXT = 2;

  private static final int TEXT_BITS = 20;
  private static final long TEXT_MASK = (1L << TEXT_BITS) - 1;
  private static final int RECENT_TEXTS = 256;
  private static final EventType[] TYPES = EventType.values();

  private final int key;
  private long[] words;
  private int size;
  private String[] texts;

  /** By the number of a text, its hash: so that nobody has to look at the text for it. */
  private int[] hashes;

  private int textCount;

  /** Where texts that came lately were put: by hash, the number of the last one. */
  private final int[] recentTexts;

  /**
   * An empty block.
   *
   * @param key the key by which it is sent on
   */
  public EventBlock(int key) {
    this(key, new long[WIDTH * 8], 0, new String[8], new int[8], 1, new int[RECENT_TEXTS]);
  }

  private EventBlock(
      int key,
      long[] words,
      int size,
      String[] texts,
      int[] hashes,
      int textCount,
      int[] recentTexts) {
    this.key = key;
    this.words = words;
    this.size = size;
    this.texts = texts;
    this.hashes = hashes;
    this.textCount = textCount;
    this.recentTexts = recentTexts;
  }

  /** A block that has been received, with the texts' hashes as {@link #hash} tells them. */
  public static EventBlock of(
      int key, long[] words, int size, String[] texts, int[] hashes, int textCount) {
    return new EventBlock(key, words, size, texts, hashes, textCount, new int[0]);
  }

  /** A block with the same events, and next to no room for more. */
  public EventBlock copy() {
    return new EventBlock(
        key,
        Arrays.copyOf(words, Math.max(1, size) * WIDTH),
        size,
        Arrays.copyOf(texts, textCount),
        Arrays.copyOf(hashes, textCount),
        textCount,
        recentTexts.clone());
  }

  /** Adds an event. */
  public void add(EventDraft event) {
    int at = room();
    words[at] = event.eventTime << RANK_BITS | event.type.rank();
    words[at + 1] = event.userId;
    words[at + 2] = event.productId;
    words[at + 3] = event.categoryId;
    words[at + 4] = event.priceCents;
    words[at + 5] = 0;
    words[at + 6] = 0;
    int kind = NO_SESSION;
    String session = event.sessionText;
    if (event.hasSession && session != null) {
      kind = SESSION_TEXT;
      words[at + 5] = number(session, session.hashCode());
    } else if (event.hasSession) {
      kind = SESSION_UUID;
      words[at + 5] = event.sessionHigh;
      words[at + 6] = event.sessionLow;
    }
    words[at + 7] = event.row;
    words[at + 8] =
        texts(number(event.categoryCode), number(event.brand), number(event.source), kind);
  }

  /** Makes room for one more event; gives where it begins. */
  private int room() {
    int at = size++ * WIDTH;
    if (at == words.length) {
      words = Arrays.copyOf(words, 2 * at);
    }
    return at;
  }

  private static long texts(int category, int brand, int source, int kind) {
    return category
        | (long) brand << TEXT_BITS
        | (long) source << 2 * TEXT_BITS
        | (long) kind << 3 * TEXT_BITS;
  }

  /**
   * The number of a text in this block. One that has not come for a while may get another number;
   * nothing but room depends on it.
   */
  private int number(String text, int hash) {
    int slot = hash & RECENT_TEXTS - 1;
    int recent = recentTexts[slot];
    if (recent != 0 && hashes[recent] == hash && texts[recent].equals(text)) {
      return recent;
    }
    if (textCount == texts.length) {
      makeRoomForTexts(2 * textCount);
    }
    texts[textCount] = text;
    hashes[textCount] = hash;
    recentTexts[slot] = textCount;
    return textCount++;
  }

  private int number(@Nullable InternedText text) {
    return text == null ? 0 : number(text.text(), text.hash());
  }

  private int numberOf(EventBlock other, int text) {
    return text == 0 ? 0 : number(other.texts[text], other.hashes[text]);
  }

  private void makeRoomForTexts(int count) {
    texts = Arrays.copyOf(texts, count);
    hashes = Arrays.copyOf(hashes, count);
  }

  /** Adds an event of another block. */
  public void add(EventBlock other, int event) {
    int from = event * WIDTH;
    int at = room();
    System.arraycopy(other.words, from, words, at, WIDTH);
    int kind = other.sessionKind(event);
    if (kind == SESSION_TEXT) {
      words[at + 5] = numberOf(other, (int) other.words[from + 5]);
    }
    words[at + 8] =
        texts(
            numberOf(other, other.category(event)),
            numberOf(other, other.brand(event)),
            numberOf(other, other.source(event)),
            kind);
  }

  /** Adds all events of another block, with its texts as they stand there. */
  public void addAll(EventBlock other) {
    int offset = textCount - 1;
    if (textCount + other.textCount > texts.length) {
      makeRoomForTexts(2 * (textCount + other.textCount));
    }
    System.arraycopy(other.texts, 1, texts, textCount, other.textCount - 1);
    System.arraycopy(other.hashes, 1, hashes, textCount, other.textCount - 1);
    textCount += other.textCount - 1;
    int from = size * WIDTH;
    int count = other.size * WIDTH;
    if (from + count > words.length) {
      words = Arrays.copyOf(words, 2 * (from + count));
    }
    System.arraycopy(other.words, 0, words, from, count);
    for (int i = 0; i < other.size; i++) {
      int at = from + i * WIDTH;
      int kind = other.sessionKind(i);
      if (kind == SESSION_TEXT) {
        words[at + 5] += offset;
      }
      words[at + 8] =
          texts(
              moved(other.category(i), offset),
              moved(other.brand(i), offset),
              moved(other.source(i), offset),
              kind);
    }
    size += other.size;
  }

  private static int moved(int text, int offset) {
    return text == 0 ? 0 : text + offset;
  }

  /** The user of an event. */
  public long userId(int event) {
    return words[event * WIDTH + 1];
  }

  /** Forgets the events and their texts. */
  public void clear() {
    size = 0;
    textCount = 1;
    Arrays.fill(recentTexts, 0);
  }

  /** The key by which it is sent on. */
  public int key() {
    return key;
  }

  /** The number of events. */
  public int size() {
    return size;
  }

  /** Whether no further event may be added. */
  public boolean isFull() {
    return size >= MOST_EVENTS;
  }

  /** All events' longs; {@link #size} times {@link #WIDTH} of them count. */
  public long[] words() {
    return words;
  }

  /** One more than the number of texts; they are counted from 1. */
  public int textCount() {
    return textCount;
  }

  /** A text. */
  public String text(int number) {
    return texts[number];
  }

  /** The {@link String#hashCode} of a text. */
  public int hash(int number) {
    return hashes[number];
  }

  /** The time of an event, in milliseconds since the epoch. */
  public long time(int event) {
    return words[event * WIDTH] >> RANK_BITS;
  }

  /**
   * The greatest time of its events, in milliseconds since the epoch; {@link Long#MIN_VALUE} where
   * there are none.
   */
  public long greatestTime() {
    long greatest = Long.MIN_VALUE;
    for (int event = 0; event < size; event++) {
      greatest = Math.max(greatest, time(event));
    }
    return greatest;
  }

  /**
   * The least time of its events, in milliseconds since the epoch; {@link Long#MAX_VALUE} where
   * there are none.
   */
  public long earliestTime() {
    long earliest = Long.MAX_VALUE;
    for (int event = 0; event < size; event++) {
      earliest = Math.min(earliest, time(event));
    }
    return earliest;
  }

  /** Takes out the events up to this time; texts are forgotten when all events are gone. */
  public void removeUpTo(long time) {
    int kept = 0;
    for (int event = 0; event < size; event++) {
      if (time(event) > time) {
        System.arraycopy(words, event * WIDTH, words, kept++ * WIDTH, WIDTH);
      }
    }
    size = kept;
    if (kept == 0) {
      clear();
    }
  }

  /** The number of an event's category text; 0 for none. */
  public int category(int event) {
    return (int) (words[event * WIDTH + 8] & TEXT_MASK);
  }

  /** The number of an event's brand text; 0 for none. */
  public int brand(int event) {
    return (int) (words[event * WIDTH + 8] >>> TEXT_BITS & TEXT_MASK);
  }

  /** The number of the text of its identity's source. */
  public int source(int event) {
    return (int) (words[event * WIDTH + 8] >>> 2 * TEXT_BITS & TEXT_MASK);
  }

  /**
   * How an event's session is given: {@link #NO_SESSION}, {@link #SESSION_UUID} or {@link
   * #SESSION_TEXT}.
   */
  public int sessionKind(int event) {
    return (int) (words[event * WIDTH + 8] >>> 3 * TEXT_BITS) & 3;
  }

  /** An event, as it was. */
  public ShopEvent event(int event) {
    int at = event * WIDTH;
    int category = category(event);
    int brand = brand(event);
    SessionId session =
        switch (sessionKind(event)) {
          case SESSION_UUID -> SessionId.ofUuid(words[at + 5], words[at + 6]);
          case SESSION_TEXT -> SessionId.of(texts[(int) words[at + 5]]);
          default -> null;
        };
    return new ShopEvent(
        time(event),
        TYPES[(int) words[at] & (1 << RANK_BITS) - 1],
        words[at + 2],
        words[at + 3],
        category == 0 ? Category.UNKNOWN : Category.of(texts[category]),
        brand == 0 ? null : texts[brand],
        words[at + 4],
        words[at + 1],
        session,
        new EventId(texts[source(event)], words[at + 7]));
  }
}
