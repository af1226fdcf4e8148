package io.shopfunnel.faults.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.shopfunnel.faults.stage.FaultsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The results of all rounds so far, a file for each kind and a line of JSON for each round. */
public final class Results {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  /** Those in this folder. */
  public Results(Path folder) {
    this.folder = folder;
  }

  /** The results of one kind, as they came. */
  public List<RoundResult> of(String kind) {
    Path file = file(kind);
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      List<RoundResult> results = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        results.add(JSON.readValue(line, RoundResult.class));
      }
      return results;
    } catch (IOException e) {
      throw new FaultsException(
          "%s cannot be read: %s. Mend or delete it.".formatted(file, e.getMessage()), e);
    }
  }

  /** Keeps one more. */
  public void add(RoundResult result) {
    try {
      Files.createDirectories(folder);
      Files.writeString(
          file(result.kind()),
          JSON.writeValueAsString(result) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new FaultsException("The result cannot be kept: " + e.getMessage(), e);
    }
  }

  /** Forgets those of one kind. */
  public void forget(String kind) {
    try {
      Files.deleteIfExists(file(kind));
    } catch (IOException e) {
      throw new FaultsException("Cannot delete " + file(kind) + ": " + e.getMessage(), e);
    }
  }

  private Path file(String kind) {
    return folder.resolve(kind + ".jsonl");
  }
}
