package io.shopfunnel.replayer.cli;

/** Something that the user has to put right, said in one sentence. */
final class UserMistake extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int USAGE = 2;

  private final int exitCode;

  /** A mistake in the command or its files; the program ends with code 2. */
  UserMistake(String sentence) {
    this(sentence, USAGE);
  }

  UserMistake(String sentence, int exitCode) {
    super(sentence, null, false, false);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
