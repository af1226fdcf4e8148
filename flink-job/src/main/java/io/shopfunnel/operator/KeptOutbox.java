package io.shopfunnel.operator;

import java.util.List;
import java.util.function.IntPredicate;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/** A publisher's outbox as its checkpoints hold it, with the watermark that names its limit. */
final class KeptOutbox {
  private final Departure departure;
  private final PointOutbox outbox = new PointOutbox();

  /**
   * The points of each subtask's outbox; after a restore, each takes out those of its key groups.
   */
  private final ListState<WaitingPoints> keptPoints;

  /** The watermark that was reached; after a restart, Flink's begins anew. */
  private final ListState<Long> keptWatermark;

  private long watermark = Long.MIN_VALUE;

  /** Takes over what a checkpoint held, if there was one, of these key groups. */
  KeptOutbox(Departure departure, OperatorStateStore state, IntPredicate keyGroups)
      throws Exception {
    this.departure = departure;
    keptPoints =
        state.getUnionListState(
            new ListStateDescriptor<>("outbox", WaitingPointsSerializer.TYPE));
    keptWatermark = state.getUnionListState(new ListStateDescriptor<>("watermark", Types.LONG));
    for (WaitingPoints kept : keptPoints.get()) {
      outbox.restore(kept, keyGroups);
    }
    // All subtasks had the same: barriers are aligned.
    for (Long kept : keptWatermark.get()) {
      reached(kept);
    }
    outbox.restore(limit());
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

  /** The end of the last window whose points leave at once after a checkpoint that is taken now. */
  long limit() {
    return departure.limit(watermark);
  }

  /** Puts it in a checkpoint. */
  void snapshot(long checkpoint) throws Exception {
    outbox.seal(checkpoint, limit());
    keptPoints.update(outbox.sealed());
    keptWatermark.update(List.of(watermark));
  }
}
