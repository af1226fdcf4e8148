package io.shopfunnel.bench.run;

import io.shopfunnel.bench.contender.Assignment;
import io.shopfunnel.bench.contender.Results;
import java.nio.file.Path;

/**
 * Events as they lie ready: in a file, in a topic, and with what there is to find in them.
 *
 * @param csv the file
 * @param topic holds them too
 * @param count how many they are
 * @param expected what there is to find
 */
record Events(Path csv, String topic, long count, Results expected) {
  Assignment assignment(String brokers, int parallelism, String run, Path directory) {
    return new Assignment(brokers, topic, csv, count, parallelism, run, directory);
  }
}
