package io.shopfunnel.replayer.cli;

import io.shopfunnel.replayer.csv.InputMistake;
import io.shopfunnel.replayer.publish.ReplayFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Turns what a command throws into one sentence and an exit code. */
final class FailureSentences implements CommandLine.IExecutionExceptionHandler {
  private static final int FAILED = 1;
  private static final int MISTAKE = 2;
  private static final String GO_ON =
      " What was committed stays; the same command again goes on from there.";

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    command.getErr().println("replayer: " + sentence(failure));
    command.getErr().flush();
    if (Boolean.getBoolean("replayer.trace")) {
      failure.printStackTrace(command.getErr());
    }
    if (failure instanceof UserMistake mistake) {
      return mistake.exitCode();
    }
    return failure instanceof InputMistake ? MISTAKE : FAILED;
  }

  private static String sentence(Exception failure) {
    if (failure instanceof UserMistake
        || failure instanceof InputMistake
        || failure instanceof ReplayFailure
        || failure instanceof BrokerMissing) {
      return String.valueOf(failure.getMessage());
    }
    if (failure instanceof IOException || failure instanceof UncheckedIOException) {
      return "cannot read or write: " + failure.getMessage();
    }
    if (failure instanceof KafkaException kafka) {
      return kafka(kafka);
    }
    return failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }

  private static String kafka(KafkaException failure) {
    if (failure instanceof InvalidReplicationFactorException) {
      return "Kafka has too few brokers for --replication: %s Start the others, or ask for less."
          .formatted(failure.getMessage());
    }
    for (Throwable cause = failure; cause != null; cause = next(cause)) {
      if (cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException) {
        return "Another process replays the same source into the same topic; this one gives way.";
      }
      if (cause instanceof AuthorizationException) {
        String lacks = String.valueOf(cause.getMessage()).replaceFirst("\\.$", "");
        return "Kafka does not grant that to the user of --kafka-config: " + lacks + "." + GO_ON;
      }
      if (cause instanceof TimeoutException) {
        return "Kafka stopped answering in time (" + cause.getMessage() + ")." + GO_ON;
      }
    }
    // A producer that is in an error state says so, and only its cause says why.
    Throwable root = failure;
    for (Throwable cause = failure; cause != null; cause = next(cause)) {
      root = cause;
    }
    String said = String.valueOf(root.getMessage()).replaceFirst("\\.$", "");
    return "Kafka refused: " + said + "." + GO_ON;
  }

  private static @Nullable Throwable next(Throwable cause) {
    return cause.getCause() == cause ? null : cause.getCause();
  }
}
