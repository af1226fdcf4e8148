package io.shopfunnel.replayer.deadletter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts dead letters by what is wrong with them. */
public final class DeadLetterTally {
  private final Map<String, Entry> entries = new TreeMap<>();
  private long letters;
  private long resubmitted;

  /** One kind of fault. */
  private static final class Entry {
    private final String example;
    private long count;

    Entry(String example) {
      this.example = example;
    }
  }

  void add(DeadLetter letter, boolean wasResubmitted) {
    letters++;
    if (wasResubmitted) {
      resubmitted++;
    }
    String kind =
        "%-8s  %-14s  %s".formatted(letter.stage(), orDash(letter.field()), letter.kind());
    entries.computeIfAbsent(kind, k -> new Entry(example(letter))).count++;
  }

  private static String example(DeadLetter letter) {
    String example = letter.place() + ": " + letter.reason();
    return letter.isCut()
        ? "%s (%d of its %s bytes are kept; the whole record stood at the place named)"
            .formatted(example, letter.value().length, letter.bytesBeforeTheCut())
        : example;
  }

  private static String orDash(String text) {
    return text.isEmpty() ? "-" : text;
  }

  /** A table, the most frequent fault first. */
  public String render() {
    if (letters == 0) {
      return "No dead letters.\n";
    }
    StringBuilder text = new StringBuilder("   count  stage     field           reason\n");
    List<Map.Entry<String, Entry>> sorted = new ArrayList<>(entries.entrySet());
    sorted.sort(Comparator.comparingLong((Map.Entry<String, Entry> e) -> -e.getValue().count));
    for (Map.Entry<String, Entry> entry : sorted) {
      text.append(
          String.format(
              Locale.ROOT,
              "%,8d  %s%n          first: %s%n",
              entry.getValue().count,
              entry.getKey(),
              entry.getValue().example));
    }
    return text.append(
            String.format(
                Locale.ROOT, "%,d dead letters, %,d of them re-submitted%n", letters, resubmitted))
        .toString();
  }
}
