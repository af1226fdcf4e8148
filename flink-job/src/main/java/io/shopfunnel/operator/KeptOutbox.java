package io.shopfunnel.operator;

import java.util.List;
import java.util.function.IntPredicate;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/** A publisher's outbox as its checkpoints hold it, with the watermark and the limit they name. */
final class KeptOutbox {
  private final Departure departure;
  private final PointOutbox outbox = new PointOutbox();

  /**
   * The points of each subtask's outbox; after a restore, each takes out those of its key groups.
   */
  private final ListState<WaitingPoints> keptPoints;

  /** The watermark that was reached; after a restart, Flink's begins anew. */
  private final ListState<Long> keptWatermark;

  /** The end of the last window of which points leave at once after the checkpoint. */
  private final ListState<Long> keptLimit;

  private long watermark = Long.MIN_VALUE;
  private long limit = PointOutbox.NONE;

  /** Takes over what a checkpoint held, if there was one, of these key groups. */
  KeptOutbox(Departure departure, OperatorStateStore state, IntPredicate keyGroups)
      throws Exception {
    this.departure = departure;
    keptPoints =
        state.getUnionListState(new ListStateDescriptor<>("outbox", WaitingPointsSerializer.TYPE));
    keptWatermark = state.getUnionListState(new ListStateDescriptor<>("watermark", Types.LONG));
    keptLimit = state.getUnionListState(new ListStateDescriptor<>("limit", Types.LONG));
    for (WaitingPoints kept : keptPoints.get()) {
      outbox.restore(kept, keyGroups);
    }
    // Barriers are aligned, so all had the same; of the greatest, none has forgotten what is asked.
    for (Long kept : keptWatermark.get()) {
      reached(kept);
    }
    for (Long kept : keptLimit.get()) {
      limit = Math.max(limit, kept);
    }
    outbox.restore(limit);
  }

  PointOutbox outbox() {
    return outbox;
  }

  /** Notes how far event time has come. */
  void reached(long mark) {
    watermark = Math.max(watermark, mark);
  }

  /** How far event time had ever come; {@link Long#MIN_VALUE} where it has not begun. */
  long watermark() {
    return watermark;
  }

  /**
   * The end of the last window of which points may have left after the latest checkpoint; {@link
   * PointOutbox#NONE} where none may.
   */
  long limit() {
    return limit;
  }

  /** Whether points may have left that the checkpoint does not know, and that may still change. */
  boolean isInDoubt() {
    return limit != PointOutbox.NONE && watermark != Long.MAX_VALUE;
  }

  /** Puts it in a checkpoint. */
  void snapshot(long checkpoint) throws Exception {
    limit = Math.max(limit, departure.limit(watermark));
    outbox.seal(checkpoint, limit);
    keptPoints.update(outbox.sealed());
    keptWatermark.update(List.of(watermark));
    keptLimit.update(List.of(limit));
  }
}
