package io.shopfunnel.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Submits jobs to a session cluster, and asks it about them. */
public final class FlinkJobs {
  private static final Pattern SUBMITTED =
      Pattern.compile("Job has been submitted with JobID ([0-9a-f]{32})");
  private static final Predicate<String> STACK_TRACE_LINE =
      Pattern.compile("^\\s+at |^\\s+\\.\\.\\. \\d+ more|^-{20,}|^\\s*$").asPredicate();
  private static final Predicate<String> CAUSE =
      Pattern.compile("^(Caused by: )?[\\w.$]+(Exception|Error)\\b").asPredicate();
  private static final Pattern RECORDS_IN = Pattern.compile("Source__.*\\.numRecordsIn");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final StackLayout layout;
  private final URI rest;

  FlinkJobs(StackLayout layout, URI rest) {
    this.layout = layout;
    this.rest = rest;
  }

  /** All jobs that the cluster remembers, ended ones too. */
  public List<FlinkJob> list() {
    return elements(ask("/jobs/overview").path("jobs")).stream()
        .map(
            job ->
                new FlinkJob(
                    job.path("jid").asText(),
                    job.path("name").asText(),
                    job.path("state").asText()))
        .toList();
  }

  /** The job that has not ended, if there is one. */
  public Optional<FlinkJob> active() {
    return list().stream().filter(job -> !job.isOver()).findFirst();
  }

  /** A sentence that says which job is active and what can be done about it. */
  public String describeActive(FlinkJob job) {
    return "Job %s (%s) is %s already: wait for it, or cancel it at %s/#/job/%s."
        .formatted(job.name(), job.id(), job.state(), rest, job.id());
  }

  /** The job with this id, as it is now. */
  public FlinkJob find(String id) {
    JsonNode job = ask("/jobs/" + id);
    return new FlinkJob(id, job.path("name").asText(), job.path("state").asText());
  }

  /**
   * Submits a jar with Flink's own command line, detached.
   *
   * @param jar the shaded job
   * @param arguments passed to its main
   * @return what came of it; the job's id when the cluster has accepted it
   */
  public Submission submit(Path jar, List<String> arguments) {
    return run(jar, List.of(), arguments);
  }

  /**
   * Submits a jar as {@link #submit} does, to go on from where a savepoint was taken.
   *
   * @param savepoint its folder, as Flink named it
   */
  public Submission resume(Path jar, String savepoint, List<String> arguments) {
    return run(jar, List.of("--fromSavepoint", savepoint), arguments);
  }

  private Submission run(Path jar, List<String> options, List<String> arguments) {
    if (!Files.isRegularFile(jar)) {
      throw new StackException("There is no " + jar + ": build it first, with make build.");
    }
    List<String> command = new ArrayList<>(List.of(JavaCommand.java(), "-Xmx256m"));
    command.add("-XX:TieredStopAtLevel=1");
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

  /** How many records the job's sources have read, while it runs; empty when it can't be told. */
  public OptionalLong recordsRead(String id) {
    List<Long> counts =
        elements(ask("/jobs/" + id).path("vertices")).stream()
            .filter(vertex -> vertex.path("name").asText().startsWith("Source: "))
            .flatMap(vertex -> sourceCounts(id, vertex.path("id").asText()).stream())
            .toList();
    return counts.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(counts.stream().mapToLong(Long::longValue).sum());
  }

  /** How often the job has been restarted after a failure. */
  public long restarts(String id) {
    return elements(ask("/jobs/" + id + "/metrics?get=numRestarts")).stream()
        .mapToLong(metric -> metric.path("value").asLong())
        .sum();
  }

  /** How many checkpoints a job has completed, and how often it has gone on from one. */
  public Checkpoints checkpoints(String id) {
    JsonNode counts = ask("/jobs/" + id + "/checkpoints").path("counts");
    return new Checkpoints(counts.path("completed").asLong(), counts.path("restored").asLong());
  }

  /** Why a job failed, in the innermost cause's own words; an empty text when it did not. */
  public String failure(String id) {
    JsonNode history = ask("/jobs/" + id + "/exceptions").path("exceptionHistory").path("entries");
    List<String> causes =
        history
            .path(0)
            .path("stacktrace")
            .asText()
            .lines()
            .filter(CAUSE)
            .map(line -> line.replaceFirst("^Caused by: ", ""))
            .toList();
    return causes.isEmpty() ? "" : causes.get(causes.size() - 1);
  }

  private List<Long> sourceCounts(String id, String vertex) {
    String path = "/jobs/" + id + "/vertices/" + vertex + "/subtasks/metrics";
    String names =
        elements(ask(path)).stream()
            .map(metric -> metric.path("id").asText())
            .filter(RECORDS_IN.asMatchPredicate())
            .collect(Collectors.joining(","));
    if (names.isEmpty()) {
      return List.of();
    }
    return elements(ask(path + "?agg=sum&get=" + names)).stream()
        .map(metric -> metric.path("sum").asLong())
        .toList();
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

  private JsonNode ask(String path) {
    String body =
        Probes.get(URI.create(rest + path.replace(" ", "%20")))
            .orElseThrow(
                () ->
                    new StackException(
                        "Flink does not answer at %s%s: is the stack up? (make up)"
                            .formatted(rest, path)));
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new StackException("Flink's answer at %s%s is no JSON.".formatted(rest, path), e);
    }
  }

  private static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  /**
   * A job's checkpoints.
   *
   * @param completed how many it has completed
   * @param restored how often it has gone on from one
   */
  public record Checkpoints(long completed, long restored) {}

  /**
   * What came of a submission.
   *
   * @param jobId the accepted job's id; empty when there is none
   * @param exitCode of the command line, in which the job's main ran
   * @param output what it printed, without stack traces; of an exception, its innermost cause
   */
  public record Submission(String jobId, int exitCode, String output) {}
}
