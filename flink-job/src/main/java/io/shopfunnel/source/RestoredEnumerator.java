package io.shopfunnel.source;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.jspecify.annotations.Nullable;

/**
 * The connector's enumerator of a bounded run that goes on from a checkpoint. The connector's own
 * forgets to tell the readers that no more partitions come (FLINK-31006), so that the run would
 * read everything and never end.
 */
final class RestoredEnumerator
    implements SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> {
  private final SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> kafka;
  private final SplitEnumeratorContext<KafkaPartitionSplit> context;
  private boolean allIsKnown;

  RestoredEnumerator(
      SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> kafka,
      SplitEnumeratorContext<KafkaPartitionSplit> context) {
    this.kafka = kafka;
    this.context = context;
  }

  /**
   * The connector looks for partitions in one asynchronous call, and for the offsets of new ones in
   * a second; calls are worked off in turn, so that ours are behind them.
   */
  @Override
  public void start() {
    kafka.start();
    afterCallsBefore(() -> afterCallsBefore(this::tellAll));
  }

  private void afterCallsBefore(Runnable action) {
    context.callAsync(() -> true, (done, failure) -> action.run());
  }

  private void tellAll() {
    allIsKnown = true;
    context.registeredReaders().keySet().forEach(context::signalNoMoreSplits);
  }

  @Override
  public void addReader(int subtask) {
    kafka.addReader(subtask);
    if (allIsKnown) {
      context.signalNoMoreSplits(subtask);
    }
  }

  @Override
  public void handleSplitRequest(int subtask, @Nullable String host) {
    kafka.handleSplitRequest(subtask, host);
  }

  @Override
  public void addSplitsBack(List<KafkaPartitionSplit> splits, int subtask) {
    kafka.addSplitsBack(splits, subtask);
  }

  @Override
  public KafkaSourceEnumState snapshotState(long checkpoint) throws Exception {
    return kafka.snapshotState(checkpoint);
  }

  @Override
  public void close() throws IOException {
    kafka.close();
  }
}
