package io.shopfunnel.replayer.csv;

/** Says in one sentence why a source cannot be read at all, and what to do. */
public final class InputMistake extends Exception {
  private static final long serialVersionUID = 1L;

  public InputMistake(String sentence) {
    super(sentence, null, false, false);
  }
}
