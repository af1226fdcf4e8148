package io.shopfunnel.replayer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReplayerCommandTest {
  private static final String HEADER =
      "event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session\n";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Replayer.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private String file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void filesThatAreNoneEndWithCodeTwoAndOneSentence() throws Exception {
    assertThat(run("replay", folder.resolve("none.csv").toString())).isEqualTo(2);
    assertThat(run("replay", file("empty.csv", ""))).isEqualTo(2);
    assertThat(run("replay", file("wrong.csv", "a,b\n1,2\n"))).isEqualTo(2);
    assertThat(run("replay", folder.toString())).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(4).allMatch(line -> line.startsWith("replayer: "));
    assertThat(err.toString()).doesNotContain("\tat ");
  }

  @Test
  void aBrokerThatIsNotThereIsSaidWithCodeOne() throws Exception {
    int code = run("replay", file("f.csv", HEADER), "--brokers", "localhost:1");
    assertThat(code).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("replayer: Kafka cannot be used at localhost:1: no broker answers there.")
        .doesNotContain("\tat ");
  }

  @Test
  void optionsThatContradictAreRefused() throws Exception {
    String file = file("f.csv", HEADER);
    assertThat(run("replay", file, "--speed", "2x", "--rate", "5")).isEqualTo(2);
    assertThat(run("replay", file, "--speed", "quick")).isEqualTo(2);
    assertThat(run("replay", file, "--from", "tomorrow")).isEqualTo(2);
    assertThat(run("replay", file, "--from", "2019-12-02", "--to", "2019-12-01")).isEqualTo(2);
    assertThat(run("replay", file, "--late", "2")).isEqualTo(2);
    assertThat(run("replay", file, file)).isEqualTo(2);
    assertThat(run("generate", "--out", "x", "--shop", "books")).isEqualTo(2);
    assertThat(err.toString()).contains("--speed and --rate exclude each other.");
  }

  @Test
  void allMistakesInOptionsAreToldAtOnce() throws Exception {
    String[] wrong = {
      "replay",
      file("f.csv", HEADER),
      "--speed",
      "quick",
      "--from",
      "tomorrow",
      "--late",
      "2",
      "--seed",
      "odd",
      "--topic",
      "a+b"
    };
    assertThat(run(wrong)).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(5).allMatch(line -> line.startsWith("replayer: "));
    assertThat(err.toString()).contains("'quick'", "--from", "--late", "'--seed'", "'a+b'");
  }

  @Test
  void filesOfOneBaseNameAreRefusedUnlessTheyAreToldApart() throws Exception {
    Files.createDirectory(folder.resolve("b"));
    String[] both = {"replay", file("2019-Dec.csv", HEADER), file("b/2019-Dec.csv", HEADER)};
    assertThat(run(both)).isEqualTo(2);
    assertThat(run(with(both, "a"))).isEqualTo(2);
    assertThat(run(with(both, "a", "a"))).isEqualTo(2);
    assertThat(run(with(both, "a", " "))).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            """
            replayer: Two sources are called 2019-Dec.csv, and their events would have the same ids: tell them apart by one --source-name for each FILE, in the same order.
            replayer: --source-name stands there 1 times for 2 FILEs: give one for each, in the same order.
            replayer: Two sources are called a, and their events would have the same ids: tell them apart by one --source-name for each FILE, in the same order.
            replayer: --source-name ' ' should have 1 to 255 characters.
            """);
    // Told apart, they get as far as the broker.
    String[] apart = with(both, "a", "b");
    assertThat(
            run(
                Stream.concat(Stream.of(apart), Stream.of("--brokers", "localhost:1"))
                    .toArray(String[]::new)))
        .isEqualTo(1);
  }

  private static String[] with(String[] arguments, String... names) {
    List<String> all = new ArrayList<>(List.of(arguments));
    for (String name : names) {
      all.addAll(List.of("--source-name", name));
    }
    return all.toArray(String[]::new);
  }

  @Test
  void mistakesInTheCommandLineAreOneSentence() throws Exception {
    String file = file("f.csv", HEADER);
    assertThat(run("replay", file, "--loop", "often")).isEqualTo(2);
    assertThat(run("replay", file, "--topic", "a+b")).isEqualTo(2);
    assertThat(run("replay", file, "--report", folder.resolve("none/r.json").toString()))
        .isEqualTo(2);
    assertThat(run("generate", "--month", "2019-13", "--out", "x")).isEqualTo(2);
    assertThat(run("cluster", "--chroot", "shop")).isEqualTo(2);
    assertThat(run("cluster", "--color", "blue")).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(6).allMatch(line -> line.startsWith("replayer: "));
    assertThat(err.toString())
        .contains(
            "Invalid value for option '--month': '2019-13' is not of that form."
                + " See 'replayer generate --help'.")
        .doesNotContain("Exception");
  }

  @Test
  void everyCommandHasHelpWithAnExample() {
    CommandLine program = Replayer.commandLine();
    for (CommandLine command : program.getSubcommands().values()) {
      assertThat(command.getUsageMessage()).contains("Example").contains("--help");
    }
    assertThat(run("completion")).isZero();
    assertThat(out.toString()).contains("_complete_replayer");
  }

  @Test
  void aGeneratedFileAppearsWhole() throws Exception {
    Path file = folder.resolve("m.csv.gz");
    assertThat(run("generate", "--events", "1000", "--out", file.toString(), "--quiet")).isZero();
    try (var listing = Files.list(folder)) {
      assertThat(listing).containsExactly(file);
    }
  }
}
