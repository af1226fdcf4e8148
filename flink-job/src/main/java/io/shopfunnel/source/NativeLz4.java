package io.shopfunnel.source;

import java.util.concurrent.atomic.AtomicBoolean;
import net.jpountz.lz4.LZ4Factory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether Kafka's client unpacks LZ4 in native code. It does so only where the class loader
 * that starts Java's programs loads it; in a job's own class loader it falls back to plain Java.
 */
final class NativeLz4 {
  private static final Logger LOG = LoggerFactory.getLogger(NativeLz4.class);
  private static final AtomicBoolean SAID = new AtomicBoolean();

  private NativeLz4() {}

  /** Says in the log where it does not, once for each job and task manager. */
  static void warnWhereAbsent() {
    if (!isUsed() && SAID.compareAndSet(false, true)) {
      LOG.warn(
          "Kafka's LZ4 runs in plain Java, which costs some 0.15 microseconds of CPU a record: put"
              + " lz4-java's jar into Flink's lib folder, and"
              + " 'classloader.parent-first-patterns.additional: net.jpountz' into its"
              + " configuration.");
    }
  }

  static boolean isUsed() {
    return LZ4Factory.fastestInstance().toString().endsWith(":JNI");
  }
}
