package io.shopfunnel.stack;

/**
 * A job that the cluster knows.
 *
 * @param id its hexadecimal id
 * @param name the name that its program gave it
 * @param state Flink's word for its state, such as {@code RUNNING}
 */
public record FlinkJob(String id, String name, String state) {
  /** Whether it has ended, well or not; a suspended one waits for the next job manager. */
  public boolean isOver() {
    return switch (state) {
      case "FINISHED", "FAILED", "CANCELED" -> true;
      default -> false;
    };
  }

  /** Whether it has ended and done all its work. */
  public boolean isFinished() {
    return state.equals("FINISHED");
  }
}
