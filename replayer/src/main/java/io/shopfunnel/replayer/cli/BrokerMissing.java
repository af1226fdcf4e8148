package io.shopfunnel.replayer.cli;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Kafka does not answer, or does not let us in. */
final class BrokerMissing extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokerMissing(String brokers, @Nullable Throwable cause) {
    super(
        "Kafka cannot be used at %s: %s".formatted(brokers, reasonAndRemedy(cause)),
        cause,
        false,
        false);
  }

  private static String reasonAndRemedy(@Nullable Throwable cause) {
    if (cause instanceof TimeoutException) {
      return "no broker answers there. Start it (make up), name another with --brokers, or, where"
          + " it wants TLS or SASL, say how with --kafka-config FILE.";
    }
    String reason = cause == null ? "no reason is known" : String.valueOf(cause.getMessage());
    if (cause instanceof SslAuthenticationException) {
      return "%s (%s). Check that --brokers leads to the right ones, and that the file of --kafka-config trusts the authority that signed their certificate."
          .formatted(reason, rootWords(cause));
    }
    if (cause instanceof AuthenticationException) {
      return reason + ". Check the TLS and SASL settings in the file of --kafka-config.";
    }
    if (cause instanceof ConfigException) {
      return reason + ". Check --brokers and the file of --kafka-config.";
    }
    return reason + ". Start it (make up), or name another with --brokers.";
  }

  private static String rootWords(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
