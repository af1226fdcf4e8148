package io.shopfunnel.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class StackCommandTest {
  private final StringWriter errors = new StringWriter();
  @TempDir Path folder;

  @Test
  void aWrongCommandLineIsAUsageError() {
    assertThat(run("sideways")).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
    assertThat(run("up", "--kafka-port", "many")).isEqualTo(2);
  }

  @Test
  void anUnknownServiceIsToldInASentenceThatNamesTheKnownOnes() {
    assertThat(run("kill", "--dir", folder.toString(), "kafka-9")).isEqualTo(1);
    assertThat(errors.toString()).contains("kafka-9", "kafka-3").doesNotContain("\tat ");
  }

  @Test
  void aStackThatIsDownIsToldSo() {
    assertThat(run("status", "--dir", folder.toString())).isEqualTo(1);
    assertThat(run("down", "--dir", folder.toString())).isZero();
  }

  @Test
  void everyCommandHasHelpWithAnExample() {
    CommandLine program = StackCommand.commandLine();
    assertThat(program.getUsageMessage()).contains("Example", "--help");
    assertThat(program.getSubcommands()).hasSize(12);
    program
        .getSubcommands()
        .forEach(
            (name, command) ->
                assertThat(command.getUsageMessage())
                    .contains("Example", "--help", "local-stack " + name));
  }

  private int run(String... arguments) {
    CommandLine commandLine = StackCommand.commandLine();
    commandLine.setErr(new PrintWriter(errors, true));
    return commandLine.execute(arguments);
  }
}
