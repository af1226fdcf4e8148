package io.shopfunnel.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The sessions of one user: every {@code user_session} that is remembered, the open session of each
 * that has one, and the products within those.
 *
 * <pre>
 * a user_session:  0 1 its identity
 *                  2 minute of the last event, plus 1 (lower half); whether it is a text (bit 32)
 *                  3 the number of its open session, plus 1; not kept at rest
 * at rest:         its identity; and a mark, half a word: whether it is a text (bit 0), the minute
 * an open session: 0 the number of its user_session   1 first event's time   2 last event's time
 *                  and the words of the session parts
 * a product:       0 the number of its user_session   1 product
 *                  and the words of the product parts
 * </pre>
 */
final class Sessions {
  static final int OPEN_WORDS = 3;
  static final int PRODUCT_WORDS = 2;

  private static final int HIGH = 0;
  private static final int LOW = 1;
  private static final int LAST_MINUTE = 2;
  private static final int OPEN = 3;
  private static final int WIDTH = 4;

  private static final int OWNER = 0;
  private static final int FIRST_TIME = 1;
  private static final int LAST_TIME = 2;

  private static final int PRODUCT = 1;

  private static final long MINUTE = 60_000;
  private static final long TEXT = 1L << 32;

  private final SessionRules rules;
  private final VisitPart[] visits;
  private final SessionPart[] parts;
  private final ProductPart[] productParts;

  final Rows known = new Rows(WIDTH);
  final Rows open;
  final Rows products;
  private final RowIndex knownIndex = new RowIndex();
  private final RowIndex productIndex = new RowIndex();

  Sessions(LedgerParts all) {
    rules = all.rules();
    visits = all.visits().toArray(VisitPart[]::new);
    parts = all.sessions().toArray(SessionPart[]::new);
    productParts = all.products().toArray(ProductPart[]::new);
    open = new Rows(OPEN_WORDS + all.sessionWords());
    products = new Rows(PRODUCT_WORDS + all.productWords());
  }

  void clear() {
    known.clear();
    open.clear();
    products.clear();
    knownIndex.drop();
    productIndex.drop();
  }

  void apply(LedgerEvent event) {
    int row = find(event);
    int at = known.at(row);
    long[] words = known.words();
    long last = lastMinute(words[at + LAST_MINUTE]);
    for (VisitPart visit : visits) {
      visit.apply(event, last);
    }
    words[at + LAST_MINUTE] = event.time / MINUTE + 1 | (event.sessionIsText ? TEXT : 0);
    applyToSession(event, row, opened(event, row));
  }

  private static long lastMinute(long word) {
    long minute = word & 0xFFFF_FFFFL;
    return minute == 0 ? VisitPart.NEVER : (minute - 1) * MINUTE;
  }

  /** The number of the event's user_session; a new one where it is new. */
  private int find(LedgerEvent event) {
    int row;
    if (known.size() <= RowIndex.FEW) {
      row = known.size() - 1;
      while (row >= 0 && !is(row, event)) {
        row--;
      }
    } else {
      if (!knownIndex.isMade()) {
        knownIndex.begin(known.size());
        for (int i = 0; i < known.size(); i++) {
          knownIndex.add(hash(known.words()[known.at(i) + HIGH], known.words()[known.at(i) + LOW]));
        }
      }
      row = knownIndex.firstOf(hash(event.sessionHigh, event.sessionLow));
      while (row >= 0 && !is(row, event)) {
        row = knownIndex.nextOf(row);
      }
    }
    return row >= 0 ? row : add(event);
  }

  private boolean is(int row, LedgerEvent event) {
    long[] words = known.words();
    int at = known.at(row);
    return words[at + LOW] == event.sessionLow
        && words[at + HIGH] == event.sessionHigh
        && (words[at + LAST_MINUTE] & TEXT) != 0 == event.sessionIsText;
  }

  private int add(LedgerEvent event) {
    int at = known.add();
    known.words()[at + HIGH] = event.sessionHigh;
    known.words()[at + LOW] = event.sessionLow;
    if (knownIndex.isMade()) {
      knownIndex.add(hash(event.sessionHigh, event.sessionLow));
    }
    return known.size() - 1;
  }

  private static long hash(long high, long low) {
    return high * 31 + low;
  }

  /** The number of the session that the event belongs to, which is the open one or a new one. */
  private int opened(LedgerEvent event, int row) {
    int number = (int) known.words()[known.at(row) + OPEN] - 1;
    if (number >= 0) {
      if (deadline(open.at(number)) >= event.time) {
        return number;
      }
      end(number);
    }
    int at = open.add();
    long[] words = open.words();
    words[at + OWNER] = row;
    words[at + FIRST_TIME] = event.time;
    known.words()[known.at(row) + OPEN] = open.size();
    return open.size() - 1;
  }

  private void applyToSession(LedgerEvent event, int row, int number) {
    long[] words = open.words();
    int at = open.at(number);
    words[at + LAST_TIME] = event.time;
    int part = at + OPEN_WORDS;
    for (SessionPart session : parts) {
      session.apply(event, words, part);
      part += session.words();
    }
    if (productParts.length > 0) {
      applyToProduct(event, row);
    }
  }

  private void applyToProduct(LedgerEvent event, int row) {
    int product = findProduct(row, event.productId);
    if (product < 0) {
      if (!anyBeginsWith(event)) {
        return;
      }
      int added = products.add();
      products.words()[added + OWNER] = row;
      products.words()[added + PRODUCT] = event.productId;
      product = products.size() - 1;
      if (productIndex.isMade()) {
        productIndex.add(hash(row, event.productId));
      }
    }
    int part = products.at(product) + PRODUCT_WORDS;
    for (ProductPart follower : productParts) {
      follower.apply(event, products.words(), part);
      part += follower.words();
    }
  }

  private boolean anyBeginsWith(LedgerEvent event) {
    for (ProductPart part : productParts) {
      if (part.beginsWith(event)) {
        return true;
      }
    }
    return false;
  }

  private int findProduct(int owner, long product) {
    int row;
    if (products.size() <= RowIndex.FEW) {
      row = products.size() - 1;
      while (row >= 0 && !isProduct(row, owner, product)) {
        row--;
      }
      return row;
    }
    if (!productIndex.isMade()) {
      productIndex.begin(products.size());
      for (int i = 0; i < products.size(); i++) {
        long[] words = products.words();
        productIndex.add(hash(words[products.at(i) + OWNER], words[products.at(i) + PRODUCT]));
      }
    }
    row = productIndex.firstOf(hash(owner, product));
    while (row >= 0 && !isProduct(row, owner, product)) {
      row = productIndex.nextOf(row);
    }
    return row;
  }

  private boolean isProduct(int row, int owner, long product) {
    long[] words = products.words();
    int at = products.at(row);
    return words[at + PRODUCT] == product && words[at + OWNER] == owner;
  }

  /** The last time at which an event would still belong to the session. */
  private long deadline(int at) {
    long[] words = open.words();
    return Math.min(
        words[at + LAST_TIME] + rules.gapMillis(), words[at + FIRST_TIME] + rules.longestMillis());
  }

  /** The first watermark that ends a session; {@link Long#MAX_VALUE} where none is open. */
  long deadline() {
    long earliest = Long.MAX_VALUE;
    for (int i = 0; i < open.size(); i++) {
      earliest = Math.min(earliest, deadline(open.at(i)));
    }
    return earliest;
  }

  /** Ends the sessions that are over by this time; gives the latest of their ends, if later. */
  long advanceTo(long time, long latest) {
    long transition = latest;
    for (int number = open.size() - 1; number >= 0; number--) {
      long end = deadline(open.at(number));
      if (end <= time) {
        end(number);
        transition = Math.max(transition, end);
      }
    }
    return transition;
  }

  private void end(int number) {
    int at = open.at(number);
    int owner = (int) open.words()[at + OWNER];
    endProducts(owner);
    int part = at + OPEN_WORDS;
    for (SessionPart session : parts) {
      session.end(open.words(), part);
      part += session.words();
    }
    known.words()[known.at(owner) + OPEN] = 0;
    open.remove(number);
    if (number < open.size()) {
      int moved = (int) open.words()[open.at(number) + OWNER];
      known.words()[known.at(moved) + OPEN] = number + 1;
    }
  }

  private void endProducts(int owner) {
    for (int row = products.size() - 1; row >= 0; row--) {
      int at = products.at(row);
      if (products.words()[at + OWNER] == owner) {
        int part = at + PRODUCT_WORDS;
        for (ProductPart product : productParts) {
          product.end(products.words(), part);
          part += product.words();
        }
        products.remove(row);
        productIndex.drop();
      }
    }
  }

  /** Forgets what no event after this time can need. */
  void prune(long horizon) {
    int kept = 0;
    for (int row = 0; row < known.size(); row++) {
      int at = known.at(row);
      if (expiry(at) > horizon) {
        if (kept != row) {
          move(row, kept);
        }
        kept++;
      }
    }
    if (kept < known.size()) {
      knownIndex.drop();
      while (known.size() > kept) {
        known.remove(known.size() - 1);
      }
    }
  }

  private void move(int from, int to) {
    long[] words = known.words();
    System.arraycopy(words, known.at(from), words, known.at(to), WIDTH);
    int number = (int) words[known.at(to) + OPEN] - 1;
    if (number >= 0) {
      open.words()[open.at(number) + OWNER] = to;
      for (int row = 0; row < products.size(); row++) {
        if (products.words()[products.at(row) + OWNER] == from) {
          products.words()[products.at(row) + OWNER] = to;
        }
      }
      productIndex.drop();
    }
  }

  private long expiry(int at) {
    long[] words = known.words();
    int number = (int) words[at + OPEN] - 1;
    long latest = number < 0 ? Long.MIN_VALUE : deadline(open.at(number));
    long last = lastMinute(words[at + LAST_MINUTE]);
    for (VisitPart visit : visits) {
      latest = Math.max(latest, visit.expiry(last));
    }
    return latest;
  }

  /** The time up to which an event may still need any of it. */
  long expiry() {
    long latest = Long.MIN_VALUE;
    for (int row = 0; row < known.size(); row++) {
      latest = Math.max(latest, expiry(known.at(row)));
    }
    return latest;
  }

  /** The words of so many user_sessions in an image, but for the first one's mark. */
  static int restingWords(int count) {
    return 2 * count + count / 2;
  }

  /** Reads so many user_sessions of an image; gives where they end. */
  int readKnown(long[] from, int at, int count, int firstMark) {
    int marks = at + 2 * count;
    for (int row = 0; row < count; row++) {
      int to = known.add();
      long[] words = known.words();
      words[to + HIGH] = from[at + 2 * row];
      words[to + LOW] = from[at + 2 * row + 1];
      int mark = row == 0 ? firstMark : (int) (from[marks + (row - 1) / 2] >>> markShift(row));
      words[to + LAST_MINUTE] = mark >>> 1 | ((mark & 1) != 0 ? TEXT : 0);
    }
    return marks + count / 2;
  }

  private static int markShift(int row) {
    return (row & 1) == 1 ? 0 : 32;
  }

  /** Writes all user_sessions to an image; gives where they end. */
  int writeKnown(long[] to, int at) {
    int marks = at + 2 * known.size();
    int end = marks + known.size() / 2;
    Arrays.fill(to, marks, end, 0);
    for (int row = 0; row < known.size(); row++) {
      int from = known.at(row);
      to[at + 2 * row] = known.words()[from + HIGH];
      to[at + 2 * row + 1] = known.words()[from + LOW];
      if (row > 0) {
        to[marks + (row - 1) / 2] |= (mark(row) & 0xFFFF_FFFFL) << markShift(row);
      }
    }
    return end;
  }

  /** The mark of the first user_session; 0 where there is none. */
  int firstMark() {
    return known.size() == 0 ? 0 : mark(0);
  }

  private int mark(int row) {
    long word = known.words()[known.at(row) + LAST_MINUTE];
    return (int) word << 1 | ((word & TEXT) != 0 ? 1 : 0);
  }

  /** After reading: tells each user_session of its open session. */
  void relink() {
    for (int number = 0; number < open.size(); number++) {
      int owner = (int) open.words()[open.at(number) + OWNER];
      known.words()[known.at(owner) + OPEN] = number + 1;
    }
  }

  /** Words within an open session's row that hold numbers of texts. */
  static int[] textsOfOpen(List<SessionPart> parts) {
    int[] widths = parts.stream().mapToInt(SessionPart::words).toArray();
    int[] texts = parts.stream().mapToInt(SessionPart::textsWord).toArray();
    return textWords(OPEN_WORDS, widths, texts);
  }

  /** Words within a product's row that hold numbers of texts. */
  static int[] textsOfProduct(List<ProductPart> parts) {
    int[] widths = parts.stream().mapToInt(ProductPart::words).toArray();
    int[] texts = parts.stream().mapToInt(ProductPart::textsWord).toArray();
    return textWords(PRODUCT_WORDS, widths, texts);
  }

  private static int[] textWords(int from, int[] widths, int[] texts) {
    IntStream.Builder words = IntStream.builder();
    int at = from;
    for (int i = 0; i < widths.length; i++) {
      if (texts[i] != SessionPart.NO_TEXTS) {
        words.add(at + texts[i]);
      }
      at += widths[i];
    }
    return words.build().toArray();
  }
}
