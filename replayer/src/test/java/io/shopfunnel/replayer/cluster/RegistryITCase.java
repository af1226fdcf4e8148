package io.shopfunnel.replayer.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.replayer.TestingCluster;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What real brokers write into a real ensemble. */
class RegistryITCase {
  private static final String CONNECT = TestingCluster.get().zooKeeperConnect();
  private static final int SLASH = CONNECT.indexOf('/');
  private static final int PATIENCE_SECONDS = 60;

  private final Semaphore changes = new Semaphore(0);
  private final Registry registry =
      new Registry(CONNECT.substring(0, SLASH), CONNECT.substring(SLASH), changes::release);

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void aSessionThatHasExpiredIsBegunAnewAndWatchesAgain() throws Exception {
    assertThat(registry.brokers()).containsOnlyKeys(1, 2, 3);
    expire(Objects.requireNonNull(registry.session()));
    assertThat(registry.brokers()).containsOnlyKeys(1, 2, 3);
    assertThat(registry.controller()).isBetween(1, 3);

    changes.drainPermits();
    TestingCluster.get().kill("kafka-3");
    try {
      awaitBrokers(2);
    } finally {
      TestingCluster.get().start("kafka-3");
    }
    awaitBrokers(3);
  }

  /** Asks only when a change was told, so that a watch that is lost is seen. */
  private void awaitBrokers(int number) throws Exception {
    while (registry.brokers().size() != number) {
      assertThat(changes.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Whoever closes a session ends it for all who use it. */
  private void expire(ZooKeeper session) throws Exception {
    changes.drainPermits();
    Semaphore connected = new Semaphore(0);
    Watcher watcher = event -> connected.release();
    ZooKeeper twin =
        new ZooKeeper(CONNECT, 6_000, watcher, session.getSessionId(), session.getSessionPasswd());
    assertThat(connected.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    twin.close();
    while (session.getState().isAlive()) {
      assertThat(changes.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }
}
