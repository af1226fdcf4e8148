package io.shopfunnel.source;

import java.util.Collection;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.kafka.source.metrics.KafkaSourceReaderMetrics;
import org.apache.flink.connector.kafka.source.reader.KafkaPartitionSplitReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;

/** Reads partitions; one that has been read to its end needs no pause. */
@SuppressWarnings("try") // That close() may be interrupted is its parent's doing.
class PausableSplitReader extends KafkaPartitionSplitReader {
  PausableSplitReader(
      Properties consumer, SourceReaderContext context, KafkaSourceReaderMetrics metrics) {
    super(consumer, context, metrics);
  }

  @Override
  public void pauseOrResumeSplits(
      Collection<KafkaPartitionSplit> toPause, Collection<KafkaPartitionSplit> toResume) {
    toPause.forEach(split -> pauseOrResume(List.of(split), List.of()));
    toResume.forEach(split -> pauseOrResume(List.of(), List.of(split)));
  }

  private void pauseOrResume(List<KafkaPartitionSplit> pause, List<KafkaPartitionSplit> resume) {
    try {
      super.pauseOrResumeSplits(pause, resume);
    } catch (IllegalStateException readToItsEnd) {
      // The consumer let go of the partition between the request and now: nothing is left to pause.
    }
  }
}
