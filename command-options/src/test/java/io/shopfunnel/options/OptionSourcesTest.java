package io.shopfunnel.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class OptionSourcesTest {
  @Command(name = "shop", mixinStandardHelpOptions = true, subcommands = Sell.class)
  private static final class Shop implements Runnable {
    @Override
    public void run() {
      throw new AssertionError();
    }
  }

  @Command(name = "sell", mixinStandardHelpOptions = true)
  private static final class Sell implements Runnable, Checked {
    @Option(names = "--what", defaultValue = "bread")
    private String what = "";

    @Option(names = "--how-many", defaultValue = "1")
    private int howMany;

    @Option(names = "--wrapped")
    private boolean wrapped;

    @Override
    public List<String> mistakes() {
      return Checked.failuresOf(
          () -> refuse(what.isBlank(), "--what is empty."),
          () -> refuse(howMany < 1, "--how-many is at least 1."));
    }

    private static void refuse(boolean wrong, String sentence) {
      if (wrong) {
        throw new IllegalArgumentException(sentence);
      }
    }

    @Override
    public void run() {
      sold = howMany + " " + what + (wrapped ? ", wrapped" : "");
    }
  }

  private static String sold = "";

  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();

  private int run(Map<String, String> environment, String... arguments) {
    sold = "";
    return OptionSources.addTo(new CommandLine(new Shop()), environment)
        .setErr(new PrintWriter(err))
        .setOut(new PrintWriter(err))
        .execute(arguments);
  }

  private String file(String... lines) throws Exception {
    return Files.write(folder.resolve("options"), List.of(lines)).toString();
  }

  @Test
  void withoutAnythingTheDefaultsHold() {
    assertThat(run(Map.of(), "sell")).isZero();
    assertThat(sold).isEqualTo("1 bread");
  }

  @Test
  void anArgumentGoesBeforeAVariableAndThatBeforeTheFile() throws Exception {
    String file = file("what=rolls", "how-many=3", "wrapped=true");
    Map<String, String> environment =
        Map.of("SHOPFUNNEL_SHOP_HOW_MANY", "4", "SHOPFUNNEL_SHOP_WHAT", "buns", "OTHER", "x");
    assertThat(run(environment, "sell", "--options-file", file, "--what", "cake")).isZero();
    assertThat(sold).isEqualTo("4 cake, wrapped");
    assertThat(run(Map.of(), "sell", "--what", "cake", "--options-file", file)).isZero();
    assertThat(sold).isEqualTo("3 cake, wrapped");
  }

  @Test
  void aVariableNamesTheFileToo() throws Exception {
    Map<String, String> environment = Map.of("SHOPFUNNEL_SHOP_OPTIONS_FILE", file("how-many=7"));
    assertThat(run(environment, "sell")).isZero();
    assertThat(sold).isEqualTo("7 bread");
    assertThat(run(Map.of("SHOPFUNNEL_SHOP_OPTIONS_FILE", "none"), "sell")).isEqualTo(2);
    assertThat(err.toString()).contains("none cannot be read as lines of name=value");
  }

  @Test
  void allMistakesAreToldAtOnceWhereverTheyStand() throws Exception {
    Map<String, String> environment =
        Map.of("SHOPFUNNEL_SHOP_HOW_MANY", "many", "SHOPFUNNEL_SHOP_PRICE", "2");
    String file = file("colour=red");
    assertThat(run(environment, "sell", "--options-file", file, "--what", " ", "--fast"))
        .isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "'--how-many'",
            "--what is empty.",
            "--fast",
            "SHOPFUNNEL_SHOP_PRICE is no option of any command.",
            "'colour' in the file of options is none of any command.");
    assertThat(sold).isEmpty();
  }

  @Test
  void oneThatCannotBeReadTakesNoOthersDefault() {
    assertThat(run(Map.of(), "sell", "--how-many", "many")).isEqualTo(2);
    assertThat(run(Map.of("SHOPFUNNEL_SHOP_HOW_MANY", "few"), "sell")).isEqualTo(2);
    assertThat(err.toString()).contains("'many'", "'few'").doesNotContain("--what is empty");
  }

  @Test
  void helpTellsOfItWhateverIsWrong() {
    assertThat(run(Map.of("SHOPFUNNEL_SHOP_HOW_MANY", "many"), "sell", "--help")).isZero();
    assertThat(err.toString())
        .contains("SHOPFUNNEL_SHOP_NAME", "--options-file")
        .doesNotContain("'many'");
  }
}
