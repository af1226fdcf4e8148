package io.shopfunnel.replayer.cli;

/** A mistake in what the user asked for, said in one sentence; ends the program with code 2. */
final class UserMistake extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UserMistake(String sentence) {
    super(sentence, null, false, false);
  }
}
