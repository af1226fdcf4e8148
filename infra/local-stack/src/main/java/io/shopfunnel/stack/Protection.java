package io.shopfunnel.stack;

/** How a stack is closed to others on the machine. It listens on 127.0.0.1 only in any case. */
public enum Protection {
  /** Nobody is asked who they are: for tests, on ports that nobody else knows of. */
  OPEN,
  /**
   * InfluxDB asks for a name and a password; what Kafka and Flink write to ZooKeeper is theirs
   * alone.
   */
  PASSWORDS,
  /** Kafka asks too, and grants rights; to both it is spoken over TLS. */
  ENCRYPTED;

  boolean asksForPasswords() {
    return this != OPEN;
  }

  boolean encrypts() {
    return this == ENCRYPTED;
  }
}
