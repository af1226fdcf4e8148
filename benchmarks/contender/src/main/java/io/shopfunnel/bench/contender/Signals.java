package io.shopfunnel.bench.contender;

/** The lines by which a contender's process tells the one that started it how it goes. */
public final class Signals {
  /** The measured part begins. */
  public static final String START = "@start";

  /** So many records have been read; a number follows. */
  public static final String PROGRESS = "@progress ";

  /** The measured part is over. */
  public static final String STOP = "@stop";

  private Signals() {}
}
