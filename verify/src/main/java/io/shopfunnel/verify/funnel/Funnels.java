package io.shopfunnel.verify.funnel;

import java.util.List;

/**
 * What a funnels file says.
 *
 * @param list the funnels, in its order
 * @param yaml its text, to the letter: {@code funnel_catalog} publishes a hash of it
 */
public record Funnels(List<Funnel> list, String yaml) {
  public Funnels {
    list = List.copyOf(list);
  }
}
