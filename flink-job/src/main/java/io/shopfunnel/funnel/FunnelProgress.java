package io.shopfunnel.funnel;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How far one actor has come in one funnel: in its session, or in one of its entry windows. Only
 * {@link FunnelMatcher} moves it.
 */
public final class FunnelProgress {
  /** What {@link #timeToConvert()} is before the last step is reached. */
  public static final long NOT_CONVERTED = ChainState.NONE;

  private static final int HAS_ENTRY = 1;
  private static final int HAS_UNRESTRICTED = 2;

  final ChainState chains;

  /** The same chains as if nothing were excluded; null in a funnel without exclusions. */
  final @Nullable ChainState unrestricted;

  @Nullable FunnelEntry entry;
  int lateApplied;

  FunnelProgress(ChainState chains, @Nullable ChainState unrestricted) {
    this.chains = chains;
    this.unrestricted = unrestricted;
  }

  /** A progress that moves by itself from here. */
  public FunnelProgress copy() {
    FunnelProgress copy =
        new FunnelProgress(chains.copy(), unrestricted == null ? null : unrestricted.copy());
    copy.entry = entry;
    copy.lateApplied = lateApplied;
    return copy;
  }

  /** The first step-1 event, or null while there is none. */
  public @Nullable FunnelEntry entry() {
    return entry;
  }

  /** The deepest step that any chain has reached; 0 while there is no entry. */
  public int depth() {
    return chains.depth();
  }

  /** Whether the actor would have come deeper without the exclusions. */
  public boolean excluded() {
    return unrestricted != null && unrestricted.depth() > chains.depth();
  }

  /** How many late events have moved, or could have moved, this actor. */
  public int lateApplied() {
    return lateApplied;
  }

  /**
   * Milliseconds from the latest possible entry to the last step, of the chain that completed
   * first; {@link #NOT_CONVERTED} while none has.
   */
  public long timeToConvert() {
    return chains.timeToConvert();
  }

  /**
   * The latest time at which a further event can still move the actor, given the window W. An actor
   * that is excluded already stays so, however far it would have come without the exclusions.
   */
  public long lastChance(long conversionWindow) {
    long latest = chains.latestEntry();
    if (unrestricted != null && !excluded()) {
      latest = Math.max(latest, unrestricted.latestEntry());
    }
    if (latest == ChainState.NONE) {
      return Long.MIN_VALUE;
    }
    return conversionWindow == FunnelDefinition.UNBOUNDED
        ? Long.MAX_VALUE
        : latest + conversionWindow;
  }

  /** Writes the progress; {@link FunnelMatcher#read} reads it back. */
  public void write(DataOutput out) throws IOException {
    out.writeByte((entry == null ? 0 : HAS_ENTRY) | (unrestricted == null ? 0 : HAS_UNRESTRICTED));
    chains.write(out);
    if (unrestricted != null) {
      unrestricted.write(out);
    }
    if (entry != null) {
      entry.write(out);
    }
    out.writeInt(lateApplied);
  }

  static FunnelProgress read(int steps, DataInput in) throws IOException {
    int present = in.readByte();
    ChainState chains = ChainState.read(steps, in);
    ChainState free = (present & HAS_UNRESTRICTED) == 0 ? null : ChainState.read(steps, in);
    FunnelProgress progress = new FunnelProgress(chains, free);
    progress.entry = (present & HAS_ENTRY) == 0 ? null : FunnelEntry.read(in);
    progress.lateApplied = in.readInt();
    return progress;
  }
}
