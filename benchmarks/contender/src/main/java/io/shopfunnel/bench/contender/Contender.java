package io.shopfunnel.bench.contender;

/** One way to read the events and compute results from them. Made by its class's name. */
public interface Contender {
  /**
   * Reads all events of the assignment, once. Called twice in one process: first over a smaller
   * part, to warm up, then measured; what it keeps must not leak from one to the other.
   *
   * @param watch to be started when consumption begins, and stopped when the results are complete
   * @return the results
   */
  Results consume(Assignment assignment, Stopwatch watch) throws Exception;
}
