package io.shopfunnel.operator;

import io.shopfunnel.schema.EventBlock;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Gathers events in blocks, one for each key group of users, so that what a shuffle costs is paid
 * once a block. Blocks leave before each watermark and each barrier, and before the subtask is
 * idle: so none is in a checkpoint, and no event comes behind a watermark that it was ahead of.
 */
public final class EventBlocks extends AbstractStreamOperator<EventBlock>
    implements OneInputStreamOperator<EventBlock, EventBlock> {
  private transient KeyGroups keyGroups;
  private transient EventBlock[] blocks;
  private transient StreamRecord<EventBlock> record;

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    keyGroups = new KeyGroups(getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks());
    blocks = new EventBlock[keyGroups.count()];
    for (int group = 0; group < blocks.length; group++) {
      blocks[group] = new EventBlock(keyGroups.key(group));
    }
    record = new StreamRecord<>(blocks[0]);
  }

  @Override
  public void processElement(StreamRecord<EventBlock> element) {
    EventBlock events = element.getValue();
    for (int event = 0; event < events.size(); event++) {
      EventBlock block = blocks[keyGroups.ofUser(events.userId(event))];
      block.add(events, event);
      if (block.isFull()) {
        send(block);
      }
    }
  }

  private void send(EventBlock block) {
    output.collect(record.replace(block));
    block.clear();
  }

  private void sendAll() {
    for (EventBlock block : blocks) {
      if (block.size() > 0) {
        send(block);
      }
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    sendAll();
    super.processWatermark(mark);
  }

  /** An idle subtask holds no watermark back, so what it still held would come late. */
  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    if (status.isIdle()) {
      sendAll();
    }
    super.processWatermarkStatus(status);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    sendAll();
  }

  @Override
  public void finish() throws Exception {
    sendAll();
    super.finish();
  }
}
