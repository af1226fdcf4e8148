package io.shopfunnel.ledger;

import io.shopfunnel.table.Texts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * All that is kept of the users of one key group: their events that wait for the watermark, those
 * that a late one may still come before, and what follows from all events so far. {@link
 * LedgerWorker} moves it. A copy shares what neither of the two has changed since.
 */
public final class UserLedgers {
  /** What its bytes begin with; another number for each layout of them. */
  private static final int LAYOUT = 0x4C45_4405;

  private final Arena arena;
  private final UserIndex users;
  private final Agenda agenda;

  /** Those of the operator instance that has it, once that has adopted it. */
  private Texts texts;

  /** How many texts there were when it was last changed: all whose numbers it may hold. */
  private int textCount;

  /** The watermark that next brings something to do for users at rest. */
  private long restUntil;

  private UserLedgers(Arena arena, UserIndex users, Agenda agenda, Texts texts, long restUntil) {
    this.arena = arena;
    this.users = users;
    this.agenda = agenda;
    this.texts = texts;
    this.textCount = texts.size();
    this.restUntil = restUntil;
  }

  /**
   * Of nobody yet.
   *
   * @param watermark the last one that has been
   */
  public static UserLedgers start(long watermark, Texts texts) {
    Arena arena = new Arena();
    return new UserLedgers(
        arena, new UserIndex(arena), new Agenda(arena, watermark), texts, Long.MAX_VALUE);
  }

  /** Ledgers that go on by themselves from here. */
  public UserLedgers copy() {
    Arena copied = arena.copy();
    return new UserLedgers(copied, users.copy(copied), agenda.copy(copied), texts, restUntil);
  }

  /**
   * A snapshot is going to {@link #write} these, once, in whatever thread; who goes on does so with
   * a {@link #copy}. Without this call a copy's room is new whenever it is first changed.
   */
  public void beginSnapshot() {
    arena.beginSnapshot();
  }

  Arena arena() {
    return arena;
  }

  UserIndex users() {
    return users;
  }

  /** Gives up a user's row, if that is what was found of the user. */
  void freeRow(int found) {
    if (UserIndex.isRow(found)) {
      agenda.remove(found);
      arena.free(found, UserRow.WORDS);
    }
  }

  Agenda agenda() {
    return agenda;
  }

  long restUntil() {
    return restUntil;
  }

  void restUntil(long watermark) {
    restUntil = watermark;
  }

  Texts texts() {
    return texts;
  }

  /** The number of users of whom anything is kept. */
  public int size() {
    return users.size();
  }

  /** The bytes that it takes, but for the constant part of the agenda. */
  public long bytes() {
    return arena.words() * Long.BYTES + users.bytes();
  }

  /** Whether it has been read back, and {@link LedgerWorker#adopt} has not been called yet. */
  public boolean isForeign(Texts ours) {
    return texts != ours;
  }

  void texts(Texts ours) {
    texts = ours;
  }

  /** It may hold the number of any text that there is by now. */
  void noteTexts() {
    textCount = texts.size();
  }

  /** Writes it, with the texts whose numbers it holds. */
  public void write(DataOutput target) throws IOException {
    WordOutput out = new WordOutput(target);
    out.writeInt(LAYOUT);
    out.writeTexts(texts, textCount);
    arena.write(out);
    users.write(out);
    agenda.write(out);
    out.writeLong(restUntil);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where another version of the job wrote it
   */
  public static UserLedgers read(DataInput source) throws IOException {
    WordInput in = new WordInput(source);
    if (in.readInt() != LAYOUT) {
      throw new IOException(
          "The savepoint was taken by another version of the job, which keeps users in another"
              + " layout. Start it with that version, or start anew without it.");
    }
    Texts texts = in.readTexts();
    Arena arena = Arena.read(in);
    UserIndex users = UserIndex.read(arena, in);
    return new UserLedgers(arena, users, Agenda.read(arena, in), texts, in.readLong());
  }
}
