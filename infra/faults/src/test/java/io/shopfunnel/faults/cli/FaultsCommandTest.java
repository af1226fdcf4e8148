package io.shopfunnel.faults.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.faults.fault.Fault;
import io.shopfunnel.faults.fault.Faults;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FaultsCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @Test
  void anUnknownKindIsTold() {
    assertThat(run("--only", "broker-kiled")).isEqualTo(2);
    assertThat(errors.toString()).contains("--only: there is no kind 'broker-kiled'. There are: ");
  }

  @Test
  void aNumberOfRoundsThatIsNoneIsTold() {
    assertThat(run("--rounds", "0")).isEqualTo(2);
    assertThat(errors.toString()).contains("--rounds 0 should be a number from 1 to 10000.");
  }

  @Test
  void helpHasAnExample() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("Examples:").contains("--only broker-killed --rounds 3");
  }

  @Test
  void theListHasALineForEachKind() {
    assertThat(run("--list")).isZero();
    assertThat(out.toString().lines()).hasSize(Faults.all().size());
  }

  @Test
  void noTwoKindsHaveOneName() {
    assertThat(Faults.all()).extracting(Fault::name).doesNotHaveDuplicates();
  }

  private int run(String... arguments) {
    CommandLine command = FaultsCommand.commandLine();
    return command
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(errors, true))
        .execute(arguments);
  }
}
