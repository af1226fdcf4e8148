package io.shopfunnel.stack;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What runs on the stack, as it was submitted: of each job its arguments and a copy of its jar, so
 * that one that was stopped can go on as it was, even when a build has replaced the jar.
 */
public final class JobBook {
  private static final String JOB = "job";
  private static final String SAVEPOINT = "savepoint";

  private final Path folder;

  JobBook(StackLayout layout) {
    this.folder = layout.directory().resolve("jobs");
  }

  /**
   * A job that was stopped with a savepoint.
   *
   * @param jar the copy of the jar that it ran with
   * @param arguments those of its main
   * @param savepoint the savepoint's folder, as Flink named it
   */
  public record Stopped(Path jar, List<String> arguments, String savepoint) {}

  /** Copies a jar that is about to be submitted, and tells where to. */
  public Path copy(Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw new StackException("There is no " + jar + ": build it first, with make build.");
    }
    try {
      Files.createDirectories(folder);
      Path copy = folder.resolve("submitted.jar");
      if (!Files.exists(copy) || !Files.isSameFile(copy, jar)) {
        Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Keeps what a job was submitted with, and forgets other jobs' but those that still run.
   *
   * @param id the job's
   * @param running the ids of all jobs that have not ended
   */
  public void submitted(String id, List<String> arguments, Collection<String> running) {
    try {
      forget(running);
      Path job = Files.createDirectories(folder.resolve(id));
      WholeFile.write(job.resolve("arguments"), String.join("\n", arguments));
      Files.move(folder.resolve("submitted.jar"), jar(id), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a job was submitted with; empty where another program has submitted it. */
  public Optional<List<String>> arguments(String id) {
    Path file = folder.resolve(id).resolve("arguments");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Remembers the savepoint that a job was stopped with. */
  public void stopped(String id, String savepoint) {
    Properties stopped = new Properties();
    stopped.setProperty(JOB, id);
    stopped.setProperty(SAVEPOINT, savepoint);
    try {
      StringWriter text = new StringWriter();
      stopped.store(text, "The job that was stopped last");
      WholeFile.write(file(), text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets it: what runs now has begun anew. */
  public void forgetStopped() {
    try {
      Files.deleteIfExists(file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The job that was stopped last, if what it was submitted with is known. */
  public Optional<Stopped> lastStopped() {
    Properties stopped = read();
    String id = stopped.getProperty(JOB, "");
    return arguments(id)
        .map(known -> new Stopped(jar(id), known, stopped.getProperty(SAVEPOINT, "")));
  }

  private void forget(Collection<String> running) throws IOException {
    String stopped = read().getProperty(JOB, "");
    List<Path> jobs;
    try (Stream<Path> entries = Files.list(folder)) {
      jobs = entries.filter(Files::isDirectory).toList();
    }
    for (Path job : jobs) {
      String id = job.getFileName().toString();
      if (!id.equals(stopped) && !running.contains(id)) {
        Files.deleteIfExists(job.resolve("arguments"));
        Files.deleteIfExists(jar(id));
        Files.deleteIfExists(job);
      }
    }
  }

  private Path jar(String id) {
    return folder.resolve(id).resolve("job.jar");
  }

  private Path file() {
    return folder.resolve("stopped.properties");
  }

  private Properties read() {
    Properties stopped = new Properties();
    if (Files.exists(file())) {
      try (Reader reader = Files.newBufferedReader(file())) {
        stopped.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return stopped;
  }
}
