package io.shopfunnel.bench.contender;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What a contender's process has measured about itself.
 *
 * @param seconds from the beginning of consumption to complete results
 * @param cpuSeconds of the process within them
 * @param peakBytes the most resident memory within them
 * @param heap what it did with its heap within them
 */
public record Report(double seconds, double cpuSeconds, long peakBytes, HeapUse heap) {
  /** The name of the file, in the contender's directory. */
  public static final String FILE = "report.properties";

  /** The name of the results' file beside it. */
  public static final String RESULTS_FILE = "results.csv";

  void write(Path file) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("seconds", Double.toString(seconds));
    properties.setProperty("cpu_seconds", Double.toString(cpuSeconds));
    properties.setProperty("peak_bytes", Long.toString(peakBytes));
    properties.setProperty("allocated_bytes", Long.toString(heap.allocatedBytes()));
    properties.setProperty("stopped_seconds", Double.toString(heap.stoppedSeconds()));
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
  }

  /** Reads a report. */
  public static Report read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return new Report(
        Double.parseDouble(properties.getProperty("seconds")),
        Double.parseDouble(properties.getProperty("cpu_seconds")),
        Long.parseLong(properties.getProperty("peak_bytes")),
        new HeapUse(
            Long.parseLong(properties.getProperty("allocated_bytes")),
            Double.parseDouble(properties.getProperty("stopped_seconds"))));
  }
}
