package io.shopfunnel.stack;

import io.shopfunnel.stack.FlinkJobs.Submission;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Flink's own command line, {@code flink run}, in a process of its own. */
final class FlinkCommandLine {
  private static final Pattern SUBMITTED =
      Pattern.compile("Job has been submitted with JobID ([0-9a-f]{32})");
  private static final Predicate<String> STACK_TRACE_LINE =
      Pattern.compile("^\\s+at |^\\s+\\.\\.\\. \\d+ more|^-{20,}|^\\s*$").asPredicate();

  private final StackLayout layout;
  private final ZooKeeperLogins logins;

  FlinkCommandLine(StackLayout layout, ZooKeeperLogins logins) {
    this.layout = layout;
    this.logins = logins;
  }

  /**
   * Submits a jar, detached, with options of {@code flink run} and arguments for the jar's main.
   */
  Submission submit(Path jar, List<String> options, List<String> arguments) {
    if (!Files.isRegularFile(jar)) {
      throw new StackException("There is no " + jar + ": build it first, with make build.");
    }
    List<String> command = new ArrayList<>(List.of(JavaCommand.java(), "-Xmx256m"));
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(logins.flagsOfFlink());
    command.addAll(JavaCommand.opens());
    command.add("-Dlog4j2.configurationFile=" + layout.conf().resolve("log4j2.properties").toUri());
    command.add("-Dlog.file=" + layout.log("flink-cli"));
    command.addAll(List.of("-cp", layout.classPath("flink-dist")));
    command.addAll(List.of("org.apache.flink.client.cli.CliFrontend", "run", "-d"));
    command.addAll(options);
    command.add(jar.toAbsolutePath().toString());
    command.addAll(arguments);
    return run(command);
  }

  private Submission run(List<String> command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(Map.of("FLINK_CONF_DIR", layout.flinkConf().toString()));
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      Matcher submitted = SUBMITTED.matcher(output);
      return new Submission(submitted.find() ? submitted.group(1) : "", code, words(output));
    } catch (IOException e) {
      throw new StackException("Flink's command line cannot be started: " + e.getMessage(), e);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted while submitting.", stop);
    }
  }

  /** The innermost cause in its own words where the command line shows an exception, else all. */
  private static String words(String output) {
    String all = output.lines().filter(STACK_TRACE_LINE.negate()).collect(Collectors.joining("\n"));
    int cause = all.lastIndexOf("\nCaused by: ");
    return cause < 0 ? all : all.substring(cause).replaceFirst("^\nCaused by: [\\w.$]+: ", "");
  }
}
