package io.shopfunnel.stack;

import java.nio.file.Path;

/**
 * Flink's high availability: what a job manager needs to know of a job after its own death stands
 * in ZooKeeper, under a root of its own, and in the stack's folder.
 */
final class FlinkRecovery {
  private FlinkRecovery() {}

  /** Where the results of ended jobs stay, one file each, for whoever asks after a restart. */
  static Path results(StackLayout layout) {
    return layout.data("flink").resolve("job-results");
  }

  static String configuration(StackLayout layout, Ports ports, ZooKeeperLogins logins) {
    // Nobody else can read what Flink writes there, or change it.
    String acl = logins.areAskedFor() ? "high-availability.zookeeper.client.acl: creator\n" : "";
    return """
    high-availability.type: zookeeper
    high-availability.zookeeper.quorum: %s
    high-availability.zookeeper.path.root: /shop-funnel-flink
    high-availability.cluster-id: /local-stack
    high-availability.storageDir: %s
    # With high availability this names the port of remote calls, in place of jobmanager.rpc.port.
    high-availability.jobmanager.port: %d
    # The next job manager leads when the killed one's session is over.
    high-availability.zookeeper.client.session-timeout: 10 s
    high-availability.zookeeper.client.connection-timeout: 5 s
    # One server's restart is no reason to give up leadership.
    high-availability.zookeeper.client.tolerate-suspended-connections: true
    job-result-store.storage-path: %s
    job-result-store.delete-on-commit: false
    """
            .formatted(
                ports.zooKeeperServers(),
                layout.data("flink").resolve("recovery").toUri(),
                ports.flinkRpc(),
                results(layout).toUri())
        + acl;
  }
}
