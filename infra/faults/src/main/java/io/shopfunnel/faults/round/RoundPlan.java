package io.shopfunnel.faults.round;

import io.shopfunnel.faults.fault.Course;
import io.shopfunnel.faults.fault.Fault;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A round as it is to be played.
 *
 * @param fault the kind that falls
 * @param number of the round within its kind, from 1
 * @param seed from which, with the kind's name, all that is left to chance follows
 */
public record RoundPlan(Fault fault, int number, long seed) {
  private static final long MOST_ROUNDS = 10_000;

  static RoundPlan of(Fault fault, int number, long suiteSeed) {
    return new RoundPlan(fault, number, suiteSeed * MOST_ROUNDS + number);
  }

  /** A fresh source of chance. */
  RandomGenerator random() {
    return RandomGeneratorFactory.of("L64X128MixRandom")
        .create(31 * seed + fault.name().hashCode());
  }

  /** Bounded and live by turns, where the fault can fall in both. */
  Course course() {
    Course turn = number % 2 == 1 ? Course.BOUNDED : Course.LIVE;
    return fault.courses().contains(turn) ? turn : fault.courses().iterator().next();
  }
}
