package io.shopfunnel.replayer;

import io.shopfunnel.replayer.publish.KafkaSettings;
import io.shopfunnel.stack.LocalStack;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * Three brokers and three ZooKeeper servers for all tests of one JVM, with whose end they end. A
 * test that takes a server down brings it back.
 */
public final class TestingCluster {
  private static @Nullable LocalStack stack;

  private TestingCluster() {}

  public static synchronized LocalStack get() {
    if (stack == null) {
      stack = LocalStack.builder().kafka().start();
    }
    return stack;
  }

  public static Admin admin() {
    return new KafkaSettings(get().brokers(), new Properties()).admin();
  }
}
