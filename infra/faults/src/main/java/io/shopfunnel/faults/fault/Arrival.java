package io.shopfunnel.faults.fault;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Nothing breaks, but events arrive as they should not.
 *
 * @param name of the kind
 * @param title of the kind
 * @param input the file that is replayed
 * @param jobOptions options of the job that are other than usual
 * @param replayOptions further options of the replay
 * @param changesWhatArrives whether more records arrive than the file has rows
 */
record Arrival(
    String name,
    String title,
    Input input,
    Map<String, String> jobOptions,
    List<String> replayOptions,
    boolean changesWhatArrives)
    implements Fault {
  @Override
  public Set<Course> courses() {
    return EnumSet.of(Course.LIVE);
  }

  @Override
  public Instant strike(Scene scene) {
    return Instant.now();
  }
}
