package io.shopfunnel.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodePointOrderTest {
  @Test
  void isTheOrderOfUtf8Bytes() {
    List<String> pieces = List.of("", "a", "b", "é", "\uFB01", "\uD83D\uDE00", "\uD83E\uDD84");
    List<String> texts =
        pieces.stream().flatMap(first -> pieces.stream().map(first::concat)).distinct().toList();
    for (String left : texts) {
      for (String right : texts) {
        assertThat(Integer.signum(CodePointOrder.INSTANCE.compare(left, right)))
            .as("%s against %s", left, right)
            .isEqualTo(Integer.signum(Arrays.compareUnsigned(utf8(left), utf8(right))));
      }
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
