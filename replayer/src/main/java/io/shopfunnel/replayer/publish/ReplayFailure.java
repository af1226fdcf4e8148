package io.shopfunnel.replayer.publish;

/** A replay that cannot go on, said in one sentence that names what to do. */
public final class ReplayFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ReplayFailure(String sentence) {
    super(sentence, null, false, false);
  }
}
