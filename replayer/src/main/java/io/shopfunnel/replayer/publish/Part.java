package io.shopfunnel.replayer.publish;

import io.shopfunnel.replayer.csv.CsvSource;

/** One source of a replay, the key of its progress, and how far it has come. */
final class Part {
  private final CsvSource source;
  private final String key;
  private Progress progress;

  Part(CsvSource source, String key, Progress progress) {
    this.source = source;
    this.key = key;
    this.progress = progress;
  }

  CsvSource source() {
    return source;
  }

  String key() {
    return key;
  }

  Progress progress() {
    return progress;
  }

  void progress(Progress reached) {
    progress = reached;
  }

  /** The name that the events of this round carry: those of a later round are other events. */
  String eventSource() {
    return progress.round() == 0 ? source.name() : source.name() + "~" + (progress.round() + 1);
  }
}
