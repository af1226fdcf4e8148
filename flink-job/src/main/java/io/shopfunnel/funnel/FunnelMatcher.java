package io.shopfunnel.funnel;

import io.shopfunnel.schema.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Tells which steps of one funnel an event fits, and which ways on it bars. */
public final class FunnelMatcher {
  private final FunnelDefinition funnel;
  private final Filters steps;
  private final Filters exclusions;

  /**
   * A matcher of that funnel.
   *
   * @param numberOf the number that stands for a text (a category root, a brand) in events
   */
  public FunnelMatcher(FunnelDefinition funnel, ToIntFunction<String> numberOf) {
    this.funnel = funnel;
    this.steps = new Filters(numberOf);
    this.exclusions = new Filters(numberOf);
    for (int step = 0; step < funnel.depth(); step++) {
      steps.add(funnel.steps().get(step), 1 << step);
    }
    for (Exclusion exclusion : funnel.exclusions()) {
      exclusions.add(exclusion.filter(), 1 << (exclusion.afterStep() - 1));
    }
  }

  /** The funnel that it matches. */
  public FunnelDefinition funnel() {
    return funnel;
  }

  /** The set of steps that an event fits: bit k stands for step k + 1. */
  public int matchedSteps(EventType type, int category, int brand, long cents) {
    return steps.fitting(type, category, brand, cents);
  }

  /** The set of steps whose way on is barred by an event: bit k stands for step k + 1. */
  public int guardedSteps(EventType type, int category, int brand, long cents) {
    return exclusions.fitting(type, category, brand, cents);
  }

  /** Filters, each with the bits of the set that it contributes. */
  private static final class Filters {
    private final ToIntFunction<String> numberOf;

    /** By the type's rank: the bits of the filters that ask for nothing but the type. */
    private final int[] byType = new int[EventType.values().length];

    private final List<Filter> others = new ArrayList<>();

    private Filters(ToIntFunction<String> numberOf) {
      this.numberOf = numberOf;
    }

    private void add(EventFilter filter, int bits) {
      if (filter.equals(EventFilter.of(filter.type()))) {
        byType[filter.type().rank()] |= bits;
      } else {
        others.add(new Filter(filter, number(filter.category()), number(filter.brand()), bits));
      }
    }

    private int number(@Nullable String text) {
      return text == null ? Filter.ANY : numberOf.applyAsInt(text);
    }

    private int fitting(EventType type, int category, int brand, long cents) {
      int fitting = byType[type.rank()];
      for (int i = 0; i < others.size(); i++) {
        fitting |= others.get(i).bitsFor(type, category, brand, cents);
      }
      return fitting;
    }
  }

  private record Filter(EventFilter wanted, int category, int brand, int bits) {
    private static final int ANY = -1;

    private int bitsFor(EventType type, int eventCategory, int eventBrand, long cents) {
      boolean fits =
          type == wanted.type()
              && (category == ANY || category == eventCategory)
              && (brand == ANY || brand == eventBrand)
              && (wanted.minCents() == null || cents >= wanted.minCents())
              && (wanted.maxCents() == null || cents < wanted.maxCents());
      return fits ? bits : 0;
    }
  }
}
