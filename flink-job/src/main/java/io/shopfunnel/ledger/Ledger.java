package io.shopfunnel.ledger;

import io.shopfunnel.funnel.FunnelProgress;
import java.util.Arrays;

/**
 * All that is followed about one user, unfolded to be moved. There is one such object for each
 * operator instance: a user's image is read into it, moved by events and by time, and written back.
 * What the parts add to the tables on the way is a function of the events and of nothing else.
 *
 * <p>An image, in the arena:
 *
 * <pre>
 * 0  user id
 * 1  words in all (16 bits), number of user_sessions, number of entries (8 bits each; 255
 *    user_sessions say that two more words hold the real numbers); mark of the first user_session
 *    (upper half)
 *    the user parts' words
 *    each entry: its words in use, without {@link FunnelProgress#ENTRY} where that is the same as
 *    the last one's, and its product where products are followed
 *    each user_session: its identity, two words
 *    the marks of the other user_sessions, two a word
 *    if any session is open: one word with the numbers of open sessions (upper half) and products,
 *    then those
 * </pre>
 */
final class Ledger {
  private static final int USER = 0;
  private static final int HEAD = 1;
  private static final int KNOWN_AT = 16;
  private static final int ENTERED_AT = 24;
  private static final int MARK_AT = 32;
  private static final int LONG = 0xFFFF;
  private static final int MANY = 0xFF;

  /** What an image of nothing has. */
  static final int IMAGE_WORDS = 2;

  private final LedgerParts parts;
  private final UserPart[] userParts;
  private final EntryPart[] entryParts;
  private final long[] user;
  private final Entries entries;
  private final Sessions sessions;
  private final int[] textsOfOpen;
  private final int[] textsOfProduct;

  /** When the passing of time last changed something. */
  private long transition = Long.MIN_VALUE;

  Ledger(LedgerParts parts) {
    this.parts = parts;
    userParts = parts.user().toArray(UserPart[]::new);
    entryParts = parts.entries().toArray(EntryPart[]::new);
    user = new long[parts.userWords()];
    entries = new Entries(parts.entryWords());
    sessions = new Sessions(parts);
    textsOfOpen = Sessions.textsOfOpen(parts.sessions());
    textsOfProduct = Sessions.textsOfProduct(parts.products());
  }

  /** Turns to a user of whom nothing is known. */
  void clear() {
    Arrays.fill(user, 0);
    entries.clear();
    sessions.clear();
    transition = Long.MIN_VALUE;
  }

  /** Takes the next event in the total order. */
  void apply(LedgerEvent event) {
    int at = 0;
    for (UserPart part : userParts) {
      part.apply(event, user, at);
      at += part.words();
    }
    for (int owner = 0; owner < entryParts.length; owner++) {
      entryParts[owner].apply(event, entries, owner);
    }
    if (event.hasSession) {
      sessions.apply(event);
    }
  }

  /** Does what is due by this time and has not been done by an event. */
  void advanceTo(long time) {
    transition = sessions.advanceTo(time, transition);
    for (int row = 0; row < entries.size(); row++) {
      int at = entries.at(row);
      EntryPart part = part(at);
      long deadline = part.deadline(entries.words(), at);
      if (deadline <= time && deadline != Long.MAX_VALUE) {
        part.settle(entries.words(), at);
        transition = Math.max(transition, deadline);
      }
    }
  }

  private EntryPart part(int at) {
    return entryParts[FunnelProgress.owner(entries.words()[at])];
  }

  /** The watermark at which the passing of time alone next changes something. */
  long deadline() {
    long earliest = sessions.deadline();
    for (int row = 0; row < entries.size(); row++) {
      int at = entries.at(row);
      earliest = Math.min(earliest, part(at).deadline(entries.words(), at));
    }
    return earliest;
  }

  /** When the passing of time last changed something, as far as this image knows. */
  long transition() {
    return transition;
  }

  /** The time up to which an event may still need any of it. */
  long expiry() {
    long latest = sessions.expiry();
    int at = 0;
    for (UserPart part : userParts) {
      latest = Math.max(latest, part.expiry(user, at));
      at += part.words();
    }
    for (int row = 0; row < entries.size(); row++) {
      int entry = entries.at(row);
      latest = Math.max(latest, part(entry).lastNeeded(entries.words(), entry));
    }
    return latest;
  }

  /** Forgets what no event after this time can need. */
  void prune(long horizon) {
    sessions.prune(horizon);
    for (int row = entries.size() - 1; row >= 0; row--) {
      int at = entries.at(row);
      if (part(at).lastNeeded(entries.words(), at) <= horizon) {
        entries.remove(row);
      }
    }
  }

  /** Turns to a user's image; {@link Arena#NONE} for one of whom nothing is known. */
  void read(Arena arena, int image, long imageTransition) {
    clear();
    if (image == Arena.NONE) {
      return;
    }
    transition = imageTransition;
    long[] words = arena.readable(image);
    int from = Arena.offset(image);
    long head = words[from + HEAD];
    int at = from + IMAGE_WORDS;
    int end = from + imageWords(arena, image);
    int known = (int) (head >>> KNOWN_AT) & MANY;
    int entered = (int) (head >>> ENTERED_AT) & MANY;
    if (known == MANY) {
      long counts = words[at + 1];
      known = (int) (counts >>> 32);
      entered = (int) counts;
      at += 2;
    }
    System.arraycopy(words, at, user, 0, user.length);
    at = readEntries(words, at + user.length, entered);
    at = sessions.readKnown(words, at, known, (int) (head >>> MARK_AT));
    if (at < end) {
      long counts = words[at++];
      at = readRows(words, at, sessions.open, (int) (counts >>> 32), sessions.open.width());
      readRows(words, at, sessions.products, (int) counts, sessions.products.width());
      sessions.relink();
    }
  }

  private int readEntries(long[] words, int from, int count) {
    int at = from;
    long entry = 0;
    for (int i = 0; i < count; i++) {
      long standing = words[at];
      EntryPart part = entryParts[FunnelProgress.owner(standing)];
      int inUse = part.progress().wordsInUse(standing);
      at++;
      if (FunnelProgress.entered(standing)) {
        entry = words[at++];
      }
      int times = inUse - FunnelProgress.ENTRY - 1;
      long product = part.byProduct() ? words[at + times] : 0;
      int to = entries.add(FunnelProgress.owner(standing), product);
      long[] row = entries.words();
      row[to + FunnelProgress.STANDING] = FunnelProgress.sharing(standing, false);
      row[to + FunnelProgress.ENTRY] = entry;
      System.arraycopy(words, at, row, to + FunnelProgress.ENTRY + 1, times);
      at += times + (part.byProduct() ? 1 : 0);
    }
    return at;
  }

  private static int readRows(long[] words, int from, Rows rows, int count, int width) {
    int at = from;
    for (int i = 0; i < count; i++) {
      int to = rows.add();
      System.arraycopy(words, at, rows.words(), to, width);
      at += width;
    }
    return at;
  }

  /** Writes the user's image, in place of another where it is given; gives where it stands now. */
  int write(Arena arena, int replaced, long userId) {
    int words = imageWords();
    int image = replaced;
    if (replaced == Arena.NONE || Arena.room(imageWords(arena, replaced)) != Arena.room(words)) {
      free(arena, replaced);
      image = arena.allocate(words);
    }
    long[] to = arena.writable(image);
    int at = Arena.offset(image);
    int known = sessions.known.size();
    to[at++] = userId;
    long mark = (long) sessions.firstMark() << MARK_AT;
    if (words <= LONG && known < MANY && entries.size() < MANY) {
      to[at++] = words | known << KNOWN_AT | (long) entries.size() << ENTERED_AT | mark;
    } else {
      to[at++] = MANY << KNOWN_AT | mark;
      to[at++] = words;
      to[at++] = (long) known << 32 | entries.size();
    }
    System.arraycopy(user, 0, to, at, user.length);
    at = writeEntries(to, at + user.length);
    at = sessions.writeKnown(to, at);
    if (sessions.open.size() > 0) {
      to[at++] = (long) sessions.open.size() << 32 | sessions.products.size();
      at = writeRows(sessions.open, to, at, sessions.open.width());
      writeRows(sessions.products, to, at, sessions.products.width());
    }
    return image;
  }

  private int imageWords() {
    int known = sessions.known.size();
    int words = IMAGE_WORDS + user.length + Sessions.restingWords(known);
    for (int row = 0; row < entries.size(); row++) {
      long standing = entries.words()[entries.at(row)];
      EntryPart part = entryParts[FunnelProgress.owner(standing)];
      words += part.progress().wordsInUse(standing) + (part.byProduct() ? 1 : 0);
      words -= sharesEntry(row) ? 1 : 0;
    }
    if (sessions.open.size() > 0) {
      words += 1 + sessions.open.size() * sessions.open.width();
      words += sessions.products.size() * sessions.products.width();
    }
    return words > LONG || known >= MANY || entries.size() >= MANY ? words + 2 : words;
  }

  private boolean sharesEntry(int row) {
    long[] words = entries.words();
    return row > 0
        && words[entries.at(row) + FunnelProgress.ENTRY]
            == words[entries.at(row - 1) + FunnelProgress.ENTRY];
  }

  private int writeEntries(long[] to, int from) {
    int at = from;
    for (int row = 0; row < entries.size(); row++) {
      long[] words = entries.words();
      int entry = entries.at(row);
      long standing = words[entry + FunnelProgress.STANDING];
      EntryPart part = entryParts[FunnelProgress.owner(standing)];
      boolean shares = sharesEntry(row);
      to[at++] = FunnelProgress.sharing(standing, shares);
      if (!shares) {
        to[at++] = words[entry + FunnelProgress.ENTRY];
      }
      int times = part.progress().wordsInUse(standing) - FunnelProgress.ENTRY - 1;
      System.arraycopy(words, entry + FunnelProgress.ENTRY + 1, to, at, times);
      at += times;
      if (part.byProduct()) {
        to[at++] = entries.product(row);
      }
    }
    return at;
  }

  private static int writeRows(Rows rows, long[] to, int from, int width) {
    int at = from;
    for (int row = 0; row < rows.size(); row++) {
      System.arraycopy(rows.words(), rows.at(row), to, at, width);
      at += width;
    }
    return at;
  }

  private static int imageWords(Arena arena, int image) {
    int head = (int) arena.get(image + HEAD);
    return (head >>> KNOWN_AT & MANY) == MANY ? (int) arena.get(image + IMAGE_WORDS) : head & LONG;
  }

  /** Whose image it is. */
  static long userId(Arena arena, int image) {
    return arena.get(image + USER);
  }

  /** Gives up an image. */
  static void free(Arena arena, int image) {
    if (image != Arena.NONE) {
      arena.free(image, imageWords(arena, image));
    }
  }

  /** Renumbers the texts in the image that was read, which must then be written back. */
  void renumber(TextNumbers numbers) {
    for (int row = 0; row < entries.size(); row++) {
      numbers.renumber(entries.words(), entries.at(row) + FunnelProgress.ENTRY);
    }
    renumber(sessions.open, textsOfOpen, numbers);
    renumber(sessions.products, textsOfProduct, numbers);
  }

  private static void renumber(Rows rows, int[] textWords, TextNumbers numbers) {
    for (int row = 0; row < rows.size(); row++) {
      for (int word : textWords) {
        numbers.renumber(rows.words(), rows.at(row) + word);
      }
    }
  }

  LedgerParts parts() {
    return parts;
  }
}
