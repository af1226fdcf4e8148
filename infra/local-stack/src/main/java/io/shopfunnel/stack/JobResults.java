package io.shopfunnel.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How jobs have ended, as Flink keeps it on disk: a job manager that comes back after a job's end
 * does not know the job any more.
 */
final class JobResults {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  JobResults(Path folder) {
    this.folder = folder;
  }

  /** The ended job with this id, without its name; empty when it has not ended, or is unknown. */
  Optional<FlinkJob> find(String id) {
    return Stream.of(id + ".json", id + "_DIRTY.json")
        .map(folder::resolve)
        .filter(Files::exists)
        .findFirst()
        .map(file -> new FlinkJob(id, "", state(file)));
  }

  private static String state(Path file) {
    try {
      JsonNode status =
          JSON.readTree(Files.readString(file)).path("result").path("application-status");
      return status.asText().equals("SUCCEEDED") ? "FINISHED" : status.asText();
    } catch (IOException e) {
      throw new NoAnswerException("%s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }
}
