package io.shopfunnel.bench.result;

import io.shopfunnel.bench.contender.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** Whether a contender found what there is to find: each number of its families, and no other. */
public final class Comparison {
  private static final int MOST_SHOWN = 5;

  private Comparison() {}

  /**
   * Compares.
   *
   * @param families of results that the contender computes
   * @return nothing where both are equal, else a sentence with the first differences
   */
  public static String differences(Results expected, Results found, Set<String> families) {
    List<String> differences = new ArrayList<>();
    int count = 0;
    for (String family : new TreeSet<>(families)) {
      SortedMap<String, Long> right = expected.family(family);
      SortedMap<String, Long> other = found.family(family);
      if (right.isEmpty()) {
        return "There is nothing to compare '" + family + "' with.";
      }
      SortedSet<String> names = new TreeSet<>(right.keySet());
      names.addAll(other.keySet());
      for (String name : names) {
        long wanted = right.getOrDefault(name, 0L);
        long is = other.getOrDefault(name, 0L);
        if (wanted != is && ++count <= MOST_SHOWN) {
          differences.add(String.format(Locale.ROOT, "%s is %,d, should be %,d", name, is, wanted));
        }
      }
    }
    if (count == 0) {
      return "";
    }
    String rest = count > MOST_SHOWN ? "; …" : "";
    return String.format(
        Locale.ROOT, "%,d results differ: %s%s.", count, String.join("; ", differences), rest);
  }
}
