package io.shopfunnel.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Whatever stands on the command line, it is read, or told what is wrong with it. {@code
 * -Dspoiled.commands=1000000} looks at so many.
 */
class SpoiledOptionsTest {
  private static final int COMMANDS = Integer.getInteger("spoiled.commands", 3_000);

  private static final List<String> VALUES =
      List.of(
          "",
          " ",
          "--",
          "-",
          "---",
          "0",
          "-1",
          "1",
          "100",
          "129",
          "1e9",
          "2147483648",
          "99999999999999999999",
          "1h",
          "1.5h",
          "-1h",
          "400d",
          "401d",
          "1h1m",
          "9223372036854775807d",
          "9223372036854775807",
          "\u0661",
          "true",
          "TRUE",
          "maybe",
          "all",
          "events,,top",
          "funnel",
          "localhost:1",
          "a:b:c",
          ":",
          ",",
          "[::1]:9092",
          "http://",
          "http://a b",
          "https://x:99999",
          "file:///etc/passwd",
          "http://u:p@h/x?y#z",
          "ftp://x",
          "shop events",
          "a'b\"c\\d",
          "\0",
          "\n",
          "\ud83d",
          "\ud83d\ude00",
          "/",
          ".",
          "/dev/null",
          "/no/such/file",
          "x".repeat(70_000),
          "%s%n%d",
          "${x}",
          "\ufeff");

  private final List<String> names =
      Pattern.compile("^  (--[a-z-]+) ", Pattern.MULTILINE)
          .matcher(JobOptions.help())
          .results()
          .map(option -> option.group(1))
          .toList();

  @Test
  void spoiledOptionsAreReadOrRefused() {
    long seed = RandomGenerator.getDefault().nextLong();
    System.out.println("SpoiledOptionsTest: seed " + seed);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    int read = 0;
    for (int i = 0; i < COMMANDS; i++) {
      read += reads(command(random)) ? 1 : 0;
    }
    assertThat(read).isBetween(COMMANDS / 50, COMMANDS * 9 / 10);
  }

  private static boolean reads(String... command) {
    try {
      return JobOptions.parse(command).metrics() != null;
    } catch (InvalidOptionsException e) {
      assertThat(e.getMessage()).as(String.join(" ", command)).isNotBlank();
      return false;
    }
  }

  private String[] command(RandomGenerator random) {
    List<String> command = new ArrayList<>();
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      String name = names.get(random.nextInt(names.size()));
      switch (random.nextInt(12)) {
        case 0 -> command.add(name + "=" + value(random));
        case 1 -> command.add(value(random));
        case 2 -> command.add(name.substring(random.nextInt(name.length())));
        default -> command.add(name);
      }
      if (random.nextInt(10) > 0) {
        command.add(value(random));
      }
    }
    return command.toArray(String[]::new);
  }

  private static String value(RandomGenerator random) {
    return VALUES.get(random.nextInt(VALUES.size()));
  }
}
