package io.shopfunnel.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.stack.FlinkJobs.Submission;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job jar on a real session cluster. */
class FlinkJobsITCase {
  @TempDir Path folder;

  @Test
  void submitsAndTellsHowAJobEnds() throws Exception {
    Path jar = jar();
    try (LocalStack stack = cluster()) {
      FlinkJobs jobs = stack.flinkJobs();
      Submission counting = jobs.submit(jar, List.of("--count"));
      assertThat(counting.jobId()).as(counting.output()).isNotEmpty();
      FlinkJob finished = end(jobs, counting.jobId());
      assertThat(finished.isFinished()).isTrue();
      assertThat(finished.name()).isEqualTo("small job");
      assertThat(jobs.active()).isEmpty();

      Submission failing = jobs.submit(jar, List.of("--fail"));
      assertThat(end(jobs, failing.jobId()).state()).isEqualTo("FAILED");
      assertThat(jobs.failure(failing.jobId())).contains("told to fail").doesNotContain("\tat ");

      Submission refused = jobs.submit(jar, List.of("--wrong"));
      assertThat(refused.jobId()).isEmpty();
      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.output()).contains("Unknown option: --wrong");

      Submission mistaken = jobs.submit(jar, List.of("--mistake"));
      assertThat(mistaken.jobId()).isEmpty();
      assertThat(mistaken.output()).isEqualTo("--mistake is a mistake");
    }
  }

  @Test
  void stopsAJobWhoseTasksAreStillOnTheirWayUp() throws Exception {
    Path jar = jar();
    try (LocalStack stack = cluster()) {
      Submission slow = stack.flinkJobs().submit(jar, List.of("--slow-to-open"));
      assertThat(slow.jobId()).as(slow.output()).isNotEmpty();

      assertStops(stack.flinkJobs(), slow.jobId());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RUNNING", "RESTARTING"})
  void stopsAJobThatHasLostItsTasks(String shown) throws Exception {
    Path jar = jar();
    try (LocalStack stack = cluster()) {
      FlinkJobs jobs = stack.flinkJobs();
      Submission slow = jobs.submit(jar, List.of("--slow-to-open"));
      while (jobs.checkpoints(slow.jobId()).completed() == 0) {
        Thread.sleep(100);
      }
      stack.killTaskManager();
      stack.startTaskManager();
      while (!jobs.find(slow.jobId()).state().equals(shown)) {
        Thread.sleep(100);
      }

      assertStops(jobs, slow.jobId());
    }
  }

  private static void assertStops(FlinkJobs jobs, String id) {
    String savepoint = jobs.stop(id, false);
    assertThat(Path.of(URI.create(savepoint)).resolve("_metadata")).exists();
    assertThat(jobs.find(id).isFinished()).isTrue();
  }

  private LocalStack cluster() {
    return LocalStack.builder().flink().taskManagerHeapMb(512).directory(folder).start();
  }

  private static FlinkJob end(FlinkJobs jobs, String id) throws InterruptedException {
    FlinkJob job = jobs.find(id);
    while (!job.isOver()) {
      Thread.sleep(100);
      job = jobs.find(id);
    }
    return job;
  }

  private Path jar() throws Exception {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, SmallJob.class.getName());
    Path jar = folder.resolve("small-job.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest)) {
      for (Class<?> part : List.of(SmallJob.class, SmallJob.SlowToOpen.class)) {
        String entry = part.getName().replace('.', '/') + ".class";
        try (InputStream code = part.getClassLoader().getResourceAsStream(entry)) {
          entries.putNextEntry(new JarEntry(entry));
          code.transferTo(entries);
        }
      }
    }
    return jar;
  }
}
