package io.shopfunnel.replayer.generate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Hands out the brands of one category after another. Most brands are in one category, a few in
 * many: a place goes to a new brand, or to an old one the more likely the more places it has
 * (Yule's process).
 */
final class BrandPool {
  private static final String[] STARTS =
      ("al am ar as bel ber bo bra ca ce cla co cor da del do du el em en fa fer fi flo ga gi gra ha"
              + " hel ho in is ka ke kor la le li lo lu ma me mi mo na ne no nor o or pa pe pri ra re"
              + " ro sa se sil so sta ta te to tri u va ve vi vo wa we xa ya za ze zo")
          .split(" ");
  private static final String[] MIDDLES =
      "ba be ca co da de fa ga ki la le li lo ma me mi na ne ni no ra re ri ro sa si ta te ti va vi"
          .split(" ");
  private static final String[] ENDS =
      "bel co da dex don fix fort gen ka ko la lex lin line lux mar max mix na nd nox on pro ra ris ro son sta tek ti ton va vel vit x"
          .split(" ");

  private static final int PLACES_OF_FIRST = 30;

  private final Dice dice;
  private final int newPercent;
  private final List<String> places = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  /**
   * @param newPercent how many of a hundred places go to brands that no category had before
   * @param leading brands that start with many places, the first with the most
   */
  BrandPool(Dice dice, int newPercent, List<String> leading) {
    this.dice = dice;
    this.newPercent = newPercent;
    for (int rank = 0; rank < leading.size(); rank++) {
      names.add(leading.get(rank));
      places.addAll(Collections.nCopies(PLACES_OF_FIRST / (rank + 1), leading.get(rank)));
    }
  }

  /**
   * Brands for a category, the most frequent first: those that it is known for, then those that
   * other categories have too, then its own.
   */
  List<String> brands(List<String> known, int count) {
    List<String> brands = new ArrayList<>(known);
    List<String> own = new ArrayList<>();
    while (brands.size() + own.size() < count) {
      if (places.isEmpty() || dice.below(100) < newPercent) {
        own.add(newName());
      } else {
        String old = places.get(dice.below(places.size()));
        if (brands.contains(old)) {
          own.add(newName());
        } else {
          brands.add(old);
        }
      }
    }
    brands.addAll(own);
    names.addAll(brands);
    places.addAll(brands);
    return brands;
  }

  private String newName() {
    String name;
    do {
      name = pick(STARTS) + (dice.below(3) == 0 ? "" : pick(MIDDLES)) + pick(ENDS);
    } while (!names.add(name));
    return name;
  }

  private String pick(String[] syllables) {
    return syllables[dice.below(syllables.length)];
  }
}
