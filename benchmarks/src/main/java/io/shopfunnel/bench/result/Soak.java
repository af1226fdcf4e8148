package io.shopfunnel.bench.result;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a live job took over a long time in which services were killed now and then.
 *
 * @param machine on what
 * @param eventsPerSecond how many were sent, by the clock
 * @param speed how much faster than the clock event time went
 * @param minutes by the clock, in order
 * @param faults in order
 */
public record Soak(
    Machine machine, int eventsPerSecond, double speed, List<Minute> minutes, List<Fault> faults) {
  /** Keeps copies. */
  public Soak {
    minutes = List.copyOf(minutes);
    faults = List.copyOf(faults);
  }

  /**
   * A minute of the clock; what could not be read in it is not a number.
   *
   * @param minute from 0
   * @param heapBytes the least that the task manager's heap held in it: what stays after
   *     collections
   * @param residentBytes the task manager's memory
   * @param fileHandles that the task manager has open, sockets too
   * @param threads of the task manager
   * @param stateBytes of the last checkpoint
   * @param checkpointMillis that it took
   * @param freshMillis within what time 99 of a hundred events' minutes of event time were seen by
   *     a reader, from when the watermark allowed them
   * @param busyCores processors of the machine that were busy, whoever used them
   */
  public record Minute(
      int minute,
      double heapBytes,
      double residentBytes,
      double fileHandles,
      double threads,
      double stateBytes,
      double checkpointMillis,
      double freshMillis,
      double busyCores) {}

  /**
   * A service was killed, and started again.
   *
   * @param second of the measurement
   * @param service its name
   */
  public record Fault(double second, String service) {}

  /** Writes it as JSON. */
  public void write(Path file) throws IOException {
    ResultFile.write(file, this);
  }

  /** Reads what {@link #write} has written. */
  public static Soak read(Path file) throws IOException {
    return ResultFile.read(file, Soak.class);
  }
}
