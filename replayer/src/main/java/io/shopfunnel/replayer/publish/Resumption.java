package io.shopfunnel.replayer.publish;

import io.shopfunnel.replayer.csv.CsvSource;
import io.shopfunnel.replayer.csv.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides from the recorded progress where each source is to go on. Pure. */
final class Resumption {
  private Resumption() {}

  /**
   * The sources with the progress to start from; one that is finished says so in its progress.
   *
   * @param known the last record of each key of the progress topic
   * @throws ReplayFailure where a source is not the one whose replay was begun
   */
  static List<Part> decide(List<CsvSource> sources, Map<String, byte[]> known, ReplayPlan plan) {
    List<Part> parts = new ArrayList<>();
    for (CsvSource source : sources) {
      String key = source.name() + plan.signature();
      byte @Nullable [] json = known.get(key);
      Progress progress = json == null ? null : ProgressJson.read(json);
      parts.add(new Part(source, key, start(source, progress, plan)));
    }
    return parts;
  }

  private static Progress start(CsvSource source, @Nullable Progress known, ReplayPlan plan) {
    if (known == null) {
      return fresh(source, 1);
    }
    boolean same =
        known.size() == source.size() && known.fingerprint().equals(source.fingerprint());
    if (plan.again() && (known.done() || !same)) {
      return fresh(source, known.run() + 1);
    }
    if (!same) {
      throw new ReplayFailure(
          ("%s is not the data whose replay under the name '%s' was %s (size or content differ)."
                  + " Rename it, or send it as well with --again.")
              .formatted(source.label(), source.name(), known.done() ? "finished" : "begun"));
    }
    return known;
  }

  private static Progress fresh(CsvSource source, int run) {
    return new Progress(
        source.size(), source.fingerprint(), run, 0, SourcePosition.START, "", 0, 0, false);
  }
}
