package io.shopfunnel.faults.stage;

/** The replayer, which sends a file while the job runs; it can be killed, and goes on. */
public final class Replay {
  private static final int MOST_STARTS = 20;

  private final Program program;
  private Process process;
  private int starts = 1;

  private Replay(Program program) {
    this.program = program;
    this.process = program.start();
  }

  /** Starts it. */
  public static Replay start(Program replayer) {
    return new Replay(replayer);
  }

  /** Kills it as {@code kill -9} does, wherever it is. */
  public void kill() {
    process.destroyForcibly();
    int unused = Program.end(process);
  }

  /** Starts the same command again, as whoever finds it dead does. */
  public void startAgain() {
    starts++;
    process = program.start();
  }

  /**
   * Starts it again where it has failed, as its brokers were away for too long.
   *
   * @throws FaultsException when it fails time and again
   */
  public void startAgainIfFailed() {
    if (process.isAlive() || process.exitValue() == 0) {
      return;
    }
    if (starts == MOST_STARTS) {
      throw new FaultsException("the replayer fails time and again: " + program.lastWords());
    }
    startAgain();
  }

  /**
   * Returns when everything is sent.
   *
   * @throws FaultsException when it fails time and again
   */
  public void await() {
    while (Program.end(process) != 0) {
      startAgainIfFailed();
    }
  }

  /** How often it was started. */
  public int starts() {
    return starts;
  }
}
