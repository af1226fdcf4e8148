package io.shopfunnel.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BenchTest {
  private final StringWriter said = new StringWriter();

  @ParameterizedTest
  @CsvSource({"4M,4000000", "67.5M,67500000", "400k,400000", "1000,1000", "1.5K,1500"})
  void eventsAreWrittenAsPeopleWriteThem(String text, long count) {
    assertThat(EventCount.parse(text).count()).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "many", "-4M", "1.0001K", "999", "2000M", "4MM", "4 M"})
  void otherTextsAreNoNumberOfEvents(String text) {
    assertThatThrownBy(() -> EventCount.parse(text))
        .hasMessageContaining("should be a number of events");
  }

  @Test
  void aMistakeIsToldInASentence() {
    assertThat(execute("run", "--rounds", "0")).isEqualTo(2);
    assertThat(said.toString()).startsWith("bench: --rounds 0 should be a number from 1 to 100.");
  }

  @Test
  void contendersThatThereAreNotAreNamedWithThoseThatThereAre() {
    assertThat(execute("run", "--only", "bare,spark")).isEqualTo(2);
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
    assertThat(said.toString()).contains("Say what to do: run or scale.");
  }

  private int execute(String... arguments) {
    CommandLine command = Bench.commandLine();
    command.setErr(new PrintWriter(said, true));
    return command.execute(arguments);
  }
}
