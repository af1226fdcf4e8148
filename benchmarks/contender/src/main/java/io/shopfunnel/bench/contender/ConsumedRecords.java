package io.shopfunnel.bench.contender;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * How far a contender is: what Kafka's consumers in this JVM say that they have read of a topic.
 */
final class ConsumedRecords {
  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
  private final ObjectName pattern;

  ConsumedRecords(String topic) {
    try {
      pattern =
          new ObjectName(
              "kafka.consumer:type=consumer-fetch-manager-metrics,client-id=*,topic=" + topic);
    } catch (MalformedObjectNameException e) {
      throw new IllegalArgumentException("no name for a topic: " + topic, e);
    }
  }

  /** The sum over all consumers that exist now. */
  long count() {
    double sum = 0;
    for (ObjectName consumer : beans.queryNames(pattern, null)) {
      try {
        sum += ((Number) beans.getAttribute(consumer, "records-consumed-total")).doubleValue();
      } catch (JMException closedMeanwhile) {
        // It counts no more.
      }
    }
    return (long) sum;
  }
}
