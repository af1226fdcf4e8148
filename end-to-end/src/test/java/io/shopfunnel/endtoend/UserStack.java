package io.shopfunnel.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.stack.LocalStack;
import io.shopfunnel.stack.Login;
import io.shopfunnel.stack.PortBases;
import io.shopfunnel.stack.StackFile;
import io.shopfunnel.stack.StackSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A stack as a user runs it: by its program only, with its supervisor, in a folder of its own. */
record UserStack(Path folder, LocalStack stack) {
  static UserStack up(String name) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), name);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> downAtAnyRate(folder)));
    int offset = PortBases.free().kafka() - PortBases.DEFAULT.kafka();
    Program.Result up =
        Program.stack("up", "--dir", folder, "--port-offset", offset, "--task-manager-heap", 1024);
    assertThat(up.exitCode()).as(up.output()).isZero();
    StackSettings settings = new StackFile(folder).read().orElseThrow();
    return new UserStack(
        folder, LocalStack.builder().directory(folder).settings(settings).supervised().build());
  }

  /** Where its InfluxDB is, and who comes to write. */
  List<Object> asWriter() {
    Login writer = stack.influxWriter().orElseThrow();
    return List.of(
        "--influx-url",
        stack.influxUrl(),
        "--influx-user",
        writer.user(),
        "--influx-password-file",
        writer.passwordFile());
  }

  /** A command of its program, whatever comes of it. */
  Program.Result tries(String command, Object... more) throws IOException, InterruptedException {
    List<Object> all = new ArrayList<>(List.of(command, "--dir", folder));
    all.addAll(List.of(more));
    return Program.stack(all.toArray());
  }

  /** A command of its program, which must do as asked; what it has printed. */
  String does(String command, Object... more) throws IOException, InterruptedException {
    Program.Result result = tries(command, more);
    assertThat(result.exitCode()).as(result.output()).isZero();
    return result.output();
  }

  void down() throws IOException, InterruptedException {
    does("down");
  }

  private static void downAtAnyRate(Path folder) {
    try {
      var unused = Program.stack("down", "--dir", folder);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
