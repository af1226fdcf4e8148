package io.shopfunnel.faults.stage;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of records.
 *
 * @param consumed records that the job has read
 * @param valid those that are events
 * @param deadLetters those that are not
 * @param lateDropped events that came too late to be counted
 * @param duplicatesDropped second arrivals
 * @param counted events in the numbers
 */
public record Account(
    long consumed,
    long valid,
    long deadLetters,
    long lateDropped,
    long duplicatesDropped,
    long counted) {

  /**
   * What does not add up, a sentence each.
   *
   * @param events how many events the file holds
   * @param junk how many records that are no events were sent beside them
   */
  public List<String> mistakes(long events, long junk) {
    List<String> mistakes = new ArrayList<>();
    if (consumed != valid + deadLetters) {
      mistakes.add("consumed %d is not valid %d + dead %d".formatted(consumed, valid, deadLetters));
    }
    if (valid != counted + lateDropped + duplicatesDropped) {
      mistakes.add(
          "valid %d is not counted %d + late %d + duplicate %d"
              .formatted(valid, counted, lateDropped, duplicatesDropped));
    }
    if (counted != events) {
      mistakes.add("%d events counted of %d".formatted(counted, events));
    }
    if (deadLetters != junk) {
      mistakes.add("%d dead letters of %d".formatted(deadLetters, junk));
    }
    return mistakes;
  }
}
