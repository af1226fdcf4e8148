package io.shopfunnel.faults.fault;

import io.shopfunnel.faults.stage.Cluster;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A kind of fault. */
public interface Fault {
  /** Its name on the command line and in results, such as {@code broker-killed}. */
  String name();

  /** What happens, for the table. */
  String title();

  /** Lets it fall while the job runs, and returns when its cause is gone; tells when that was. */
  Instant strike(Scene scene);

  /** In which courses it can fall (default: both). */
  default Set<Course> courses() {
    return EnumSet.allOf(Course.class);
  }

  /** Whether its outage itself takes a minute or more, so that fewer rounds have to do. */
  default boolean isLong() {
    return false;
  }

  /** The file that is replayed (default: the whole one, as it was generated). */
  default Input input() {
    return Input.WHOLE;
  }

  /** Options of the job that are other than usual (default: none). */
  default Map<String, String> jobOptions() {
    return Map.of();
  }

  /** Further options of the replay (default: none). */
  default List<String> replayOptions() {
    return List.of();
  }

  /** Whether the job writes through a proxy that makes trouble (default: no). */
  default boolean needsProxy() {
    return false;
  }

  /**
   * Whether other records arrive than in a run without it (default: no). Then the points that count
   * records differ, and only what they add up to is looked at.
   */
  default boolean changesWhatArrives() {
    return false;
  }

  /** Why it cannot fall on this machine; empty where it can. */
  default Optional<String> impediment(Cluster cluster) {
    return Optional.empty();
  }
}
