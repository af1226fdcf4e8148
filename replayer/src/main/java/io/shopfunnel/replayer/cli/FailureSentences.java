package io.shopfunnel.replayer.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;

/** Turns what a command throws into one sentence and an exit code. */
final class FailureSentences implements CommandLine.IExecutionExceptionHandler {
  private static final int FAILED = 1;
  private static final int MISTAKE = 2;

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    command.getErr().println("replayer: " + sentence(failure));
    return failure instanceof UserMistake ? MISTAKE : FAILED;
  }

  private static String sentence(Exception failure) {
    if (failure instanceof UserMistake) {
      return String.valueOf(failure.getMessage());
    }
    if (failure instanceof IOException || failure instanceof UncheckedIOException) {
      return "cannot read or write: " + failure.getMessage();
    }
    return failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }
}
