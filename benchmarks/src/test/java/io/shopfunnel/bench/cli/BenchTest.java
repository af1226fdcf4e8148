package io.shopfunnel.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchTest {
  private final StringWriter said = new StringWriter();

  @Test
  void aNumberOfEventsThatIsNoneIsToldToo() {
    assertThat(execute("run", "--events", "many")).isEqualTo(2);
    assertThat(said.toString()).contains("'many' should be a number of events from 1K to 1000M");
  }

  @Test
  void aMistakeIsToldInASentence() {
    assertThat(execute("run", "--rounds", "0")).isEqualTo(2);
    assertThat(said.toString()).startsWith("bench: --rounds 0 should be a number from 1 to 100.");
  }

  @Test
  void contendersThatThereAreNotAreNamedWithThoseThatThereAre() {
    assertThat(execute("run", "--contenders", "bare,spark")).isEqualTo(2);
    assertThat(said.toString())
        .contains("there is no contender 'spark'. There are: bare, decoder, databind, ours-full,");
  }

  @Test
  void withoutResultsThereIsNothingToScale() {
    assertThat(execute("scale", "--results", "/nowhere/results.json")).isEqualTo(1);
    assertThat(said.toString()).contains("There is no /nowhere/results.json: measure first");
  }

  @Test
  void sayingNothingIsAMistakeToo() {
    assertThat(execute()).isEqualTo(2);
    assertThat(said.toString()).contains("Say what to do: run, fresh, soak or scale.");
  }

  private int execute(String... arguments) {
    CommandLine command = Bench.commandLine();
    command.setErr(new PrintWriter(said, true));
    return command.execute(arguments);
  }
}
