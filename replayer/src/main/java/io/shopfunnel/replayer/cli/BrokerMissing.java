package io.shopfunnel.replayer.cli;

import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Kafka does not answer. */
final class BrokerMissing extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokerMissing(String brokers, @Nullable Throwable cause) {
    super(
        "Kafka cannot be used at %s: %s. Start it (make up), or name another with --brokers."
            .formatted(brokers, reason(cause)),
        cause,
        false,
        false);
  }

  private static String reason(@Nullable Throwable cause) {
    if (cause instanceof TimeoutException) {
      return "no broker answers there";
    }
    return cause == null ? "no reason is known" : String.valueOf(cause.getMessage());
  }
}
