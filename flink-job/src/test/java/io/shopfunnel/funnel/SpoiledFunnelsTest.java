package io.shopfunnel.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.verify.funnel.FunnelsFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever stands in a funnel file, the job's reader and the oracle's either read it or tell what
 * is wrong, and are of one opinion. {@code -Dspoiled.files=1000000} looks at so many.
 */
class SpoiledFunnelsTest {
  private static final int FILES = Integer.getInteger("spoiled.files", 2_000);

  private static final List<String> PIECES =
      List.of(
          "[",
          "]",
          "{",
          "}",
          ",",
          ":",
          ": ",
          "- ",
          "? ",
          "&a ",
          "*a",
          "!",
          "!!int ",
          "|",
          ">",
          "'",
          "\"",
          "#",
          "%",
          "@",
          "`",
          "\n",
          "\n  ",
          "\t",
          "---\n",
          "...\n",
          "<<: ",
          "~",
          "null",
          "true",
          "0",
          "-1",
          "1e9",
          "99999999999999999999",
          "1h",
          "1mo",
          "9999999999d",
          "view",
          "purchase",
          "brand",
          "all",
          "user",
          "session+product",
          "\u00e9",
          "\ud83d\ude00",
          "\ud83d",
          "\0",
          "\u0007",
          "\ufeff",
          "\\",
          "\"\\x41\"",
          "\"\\ud83d\"",
          "\"\\U00110000\"",
          "''",
          "min_price: 1.5",
          "conversion_window: 0s",
          "name: a");

  private final RandomGenerator random;
  private final String original;

  SpoiledFunnelsTest() throws IOException {
    long seed = RandomGenerator.getDefault().nextLong();
    System.out.println("SpoiledFunnelsTest: seed " + seed);
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    try (InputStream yaml = FunnelCatalogReader.class.getResourceAsStream("/funnels.yaml")) {
      String all = new String(Objects.requireNonNull(yaml).readAllBytes(), StandardCharsets.UTF_8);
      original = all.replaceAll("(?m)^ *#.*\\R", "");
    }
  }

  @Test
  void aSpoiledFileIsReadOrRefusedByBothReadersAlike() {
    int read = 0;
    for (int i = 0; i < FILES; i++) {
      String yaml = spoiled();
      boolean byJob = jobReads(yaml);
      if (byJob != oracleReads(yaml)) {
        assertThat(oracleReads(yaml)).as("the oracle reads%n%s", yaml).isEqualTo(byJob);
      }
      read += byJob ? 1 : 0;
    }
    // Some are still read: a change that refuses all would show nothing. It is about 2 %.
    assertThat(read).isBetween(FILES / 400, FILES * 9 / 10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? ", "funnels: [", "[{"})
  void whatNestsWithoutEndIsRefused(String piece) {
    for (String yaml : List.of(piece.repeat(100_000), "funnels:\n  - " + piece.repeat(5_000))) {
      assertThat(jobReads(yaml)).isFalse();
      assertThat(oracleReads(yaml)).isFalse();
    }
  }

  private static boolean jobReads(String yaml) {
    try {
      return !FunnelCatalogReader.parse(yaml).funnels().isEmpty();
    } catch (InvalidFunnelsException e) {
      assertThat(e.problems()).isNotEmpty().noneMatch(String::isBlank);
      return false;
    }
  }

  private static boolean oracleReads(String yaml) {
    try {
      return !FunnelsFile.parse(yaml).list().isEmpty();
    } catch (io.shopfunnel.verify.funnel.InvalidFunnelsException e) {
      assertThat(e).hasMessageMatching("(?s).*\\S.*");
      return false;
    }
  }

  /** The built-in funnels after one to three changes. */
  private String spoiled() {
    StringBuilder yaml = new StringBuilder(original);
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      int at = random.nextInt(yaml.length());
      int end = Math.min(yaml.length(), at + random.nextInt(12));
      switch (random.nextInt(6)) {
        case 0 -> yaml.insert(at, piece());
        case 1 -> yaml.replace(at, end, piece());
        case 2 -> yaml.delete(at, end);
        case 3 -> yaml.setCharAt(at, (char) (yaml.charAt(at) ^ 1 << random.nextInt(7)));
        case 4 -> yaml.insert(at, yaml.substring(at, end));
        default -> replaceWord(yaml, at);
      }
    }
    return yaml.toString();
  }

  /** Another word in the place of the one that begins after a place. */
  private void replaceWord(StringBuilder yaml, int after) {
    int from = after;
    while (from < yaml.length() && !Character.isLetterOrDigit(yaml.charAt(from))) {
      from++;
    }
    int to = from;
    while (to < yaml.length() && Character.isLetterOrDigit(yaml.charAt(to))) {
      to++;
    }
    yaml.replace(from, to, piece());
  }

  private String piece() {
    return PIECES.get(random.nextInt(PIECES.size()));
  }
}
