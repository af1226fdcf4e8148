package io.shopfunnel.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs one of the product's programs as a user does: its jar, in a process of its own. */
final class Program {
  private Program() {}

  /**
   * What a program came to.
   *
   * @param exitCode its exit code
   * @param output what it printed, errors too
   */
  record Result(int exitCode, String output) {}

  static Result replayer(Object... arguments) throws IOException, InterruptedException {
    return result(startReplayer(arguments));
  }

  /** Starts the replayer; {@link #result} waits for its end. */
  static Process startReplayer(Object... arguments) throws IOException {
    return start(root().resolve("replayer/target/replayer.jar"), arguments);
  }

  /** Runs tests of the notebooks and the report, which look at what the services hold. */
  static Result notebookTests(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(root().resolve("notebooks/run-tests.sh").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return result(builder.start());
  }

  static Result verify(Object... arguments) throws IOException, InterruptedException {
    return run(root().resolve("verify/target/verify.jar"), arguments);
  }

  static Result stack(Object... arguments) throws IOException, InterruptedException {
    return result(startStack(arguments));
  }

  /** Starts the stack's program; {@link #result} waits for its end. */
  static Process startStack(Object... arguments) throws IOException {
    return start(root().resolve("infra/local-stack/target/local-stack.jar"), arguments);
  }

  static Path jobJar() {
    return root().resolve("flink-job/target/shop-funnel-job.jar");
  }

  private static Result run(Path jar, Object... arguments)
      throws IOException, InterruptedException {
    return result(start(jar, arguments));
  }

  private static Process start(Path jar, Object... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("java", "-jar", jar.toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    return process;
  }

  /** What a program that was started has come to, when it has ended. */
  static Result result(Process process) throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  /** The repository: the first folder upwards that holds the job's module. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("flink-job/pom.xml"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
