package io.shopfunnel.verify.funnel;

import io.shopfunnel.verify.point.WindowLength;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A funnel.
 *
 * @param name the value of the tag {@code funnel}
 * @param actor whose way through the steps is followed
 * @param steps the steps, in order
 * @param conversionSeconds the most time from entry to conversion, inclusive; null for any
 * @param exclusions the events that break a chain
 * @param entryWindows the windows in which entries are counted
 * @param breakdowns by what property of the entry event the counts are split
 * @param breakdownWindows the entry windows that have those splits
 */
public record Funnel(
    String name,
    Actor actor,
    List<EventFilter> steps,
    @Nullable Long conversionSeconds,
    List<Exclusion> exclusions,
    List<WindowLength> entryWindows,
    List<Breakdown> breakdowns,
    List<WindowLength> breakdownWindows) {

  /** The longest of its entry windows that is no longer than a day; the month where none is. */
  public WindowLength dayOrShorter() {
    return entryWindows.stream()
        .filter(length -> length != WindowLength.MONTH)
        .max(Comparator.naturalOrder())
        .orElse(WindowLength.MONTH);
  }

  /** Whose way through the steps is followed. */
  public enum Actor {
    /** A session. */
    SESSION("session", true, false),
    /** A user, once in every entry window. */
    USER("user", false, false),
    /** A product within a session. */
    SESSION_PRODUCT("session+product", true, true),
    /** A product of a user, once in every entry window. */
    USER_PRODUCT("user+product", false, true);

    private final String label;
    private final boolean bySession;
    private final boolean byProduct;

    Actor(String label, boolean bySession, boolean byProduct) {
      this.label = label;
      this.bySession = bySession;
      this.byProduct = byProduct;
    }

    /** Its name in the YAML. */
    public String label() {
      return label;
    }

    /** Whether it enters once for all, so that its counts add up over windows. */
    public boolean bySession() {
      return bySession;
    }

    /** Whether each product is followed by itself. */
    public boolean byProduct() {
      return byProduct;
    }
  }

  /** A property of the entry event. */
  public enum Breakdown {
    /** The root of the category. */
    CATEGORY("category", 200),
    /** The brand. */
    BRAND("brand", 20),
    /** The price band. */
    PRICE_BAND("price_band", Integer.MAX_VALUE);

    private final String tag;
    private final int cap;

    Breakdown(String tag, int cap) {
      this.tag = tag;
      this.cap = cap;
    }

    /** The value of the tag {@code breakdown}. */
    public String tag() {
      return tag;
    }

    /** The most values of a window that keep their name; the rest are {@code other}. */
    public int cap() {
      return cap;
    }
  }

  /**
   * Which events match a step or an exclusion.
   *
   * @param event the event type, such as {@code view}
   * @param category the category root; null for any
   * @param brand the brand; null for any
   * @param minCents the least price in cents, inclusive; null for any
   * @param maxCents the price in cents, exclusive; null for any
   */
  public record EventFilter(
      String event,
      @Nullable String category,
      @Nullable String brand,
      @Nullable Long minCents,
      @Nullable Long maxCents) {}

  /**
   * An event that must not happen between two steps.
   *
   * @param filter which event
   * @param after the number of the step after which it breaks the chain, until the next step
   */
  public record Exclusion(EventFilter filter, int after) {}
}
