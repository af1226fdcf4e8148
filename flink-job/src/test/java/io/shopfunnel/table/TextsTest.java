package io.shopfunnel.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextsTest {
  private final Texts texts = new Texts();

  @Test
  void unknownIsThereFromTheStart() {
    assertThat(texts.size()).isEqualTo(1);
    assertThat(texts.text(Texts.UNKNOWN)).isEqualTo("unknown");
    assertThat(texts.number("unknown")).isEqualTo(Texts.UNKNOWN);
    assertThat(texts.size()).isEqualTo(1);
  }

  @Test
  void aTextKeepsItsNumberHoweverManyCome() {
    List<String> all = new ArrayList<>(List.of("unknown"));
    for (int i = 1; i < 1_000; i++) {
      all.add("日本 " + i);
      assertThat(texts.number("日本 " + i)).isEqualTo(i);
    }
    for (int i = 0; i < all.size(); i++) {
      assertThat(texts.text(i)).isEqualTo(all.get(i));
      assertThat(texts.number(all.get(i))).isEqualTo(i);
    }
    assertThat(texts.size()).isEqualTo(1_000);
  }

  @Test
  void textsThatLookAlikeAreNotTheSame() {
    assertThat(List.of(texts.number("a"), texts.number("A"), texts.number(""), texts.number("a ")))
        .doesNotHaveDuplicates();
    assertThat(texts.number("Aa")).isNotEqualTo(texts.number("BB"));
  }

  @Test
  void numbersThatBeginAlikeAreTakenOver() {
    Texts others = new Texts();
    List.of("a", "b", "c").forEach(others::number);
    texts.number("a");
    assertThat(texts.takeOver(others)).isTrue();
    assertThat(List.of(texts.number("c"), texts.number("b"), texts.number("d")))
        .containsExactly(3, 2, 4);
    assertThat(texts.takeOver(others)).as("with more than the others").isTrue();
    assertThat(texts.size()).isEqualTo(5);
  }

  @Test
  void numbersThatDifferAreNot() {
    Texts others = new Texts();
    List.of("a", "b").forEach(others::number);
    texts.number("b");
    assertThat(texts.takeOver(others)).isFalse();
    assertThat(texts.size()).isEqualTo(2);
  }
}
