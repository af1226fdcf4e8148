package io.shopfunnel.table;

import io.shopfunnel.schema.Category;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Numbers for the texts that recur: brands, category roots and names of sources. A text keeps its
 * number as long as the object lives, so numbers can stand in rows and keys, and the text is
 * fetched when a point is written. One thread adds; others may read what was added before they were
 * handed the object.
 */
public final class Texts {
  /** The number of {@code unknown}, under which a missing brand or category is counted. */
  public static final int UNKNOWN = 0;

  private final Map<String, Integer> numbers = new HashMap<>();

  /** Volatile, so that a checkpoint's thread sees what an array that has grown holds. */
  private volatile String[] texts = new String[64];

  /** Texts of which only {@code unknown} is known. */
  public Texts() {
    number(Category.UNKNOWN_NAME);
  }

  /** The text's number; a new one where the text is new. */
  public int number(String text) {
    Integer known = numbers.get(text);
    if (known != null) {
      return known;
    }
    int number = numbers.size();
    String[] grown = number < texts.length ? texts : Arrays.copyOf(texts, 2 * number);
    grown[number] = text;
    texts = grown;
    numbers.put(text, number);
    return number;
  }

  /** The text of that number. */
  public String text(int number) {
    return texts[number];
  }

  /**
   * Takes over the others' numbers, if these begin with them or they with these; otherwise nothing.
   *
   * @return whether the others' numbers are good here, too
   */
  public boolean takeOver(Texts others) {
    int both = Math.min(size(), others.size());
    if (!Arrays.equals(texts, 0, both, others.texts, 0, both)) {
      return false;
    }
    for (int number = both; number < others.size(); number++) {
      number(others.text(number));
    }
    return true;
  }

  /** How many there are. */
  public int size() {
    return numbers.size();
  }
}
