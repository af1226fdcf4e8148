package io.shopfunnel.sink.influx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A password that travels as the name of its file only: so it is in no job graph, checkpoint or
 * view of Flink's, and a new one is in force with the next connection.
 */
final class SecretFile {
  private SecretFile() {}

  /**
   * What stands in the file, as this machine has it.
   *
   * @throws InfluxWriteException where it cannot be read
   */
  static String read(String file) throws InfluxWriteException {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw new InfluxWriteException(
          "The file %s (--influx-password-file) cannot be read (%s): it has to be there on every task manager, and where the job is submitted."
              .formatted(file, e.getClass().getSimpleName()));
    }
  }
}
