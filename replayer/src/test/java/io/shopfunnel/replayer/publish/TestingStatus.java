package io.shopfunnel.replayer.publish;

/** A replay's status without a replay: a test says how far it has come. */
public final class TestingStatus {
  private final ReplayStatus status = new ReplayStatus();
  private long bytesRead;

  /** That of a replay of sources of so many bytes. */
  public TestingStatus(long bytes) {
    status.totals(bytes, 0);
    beginRound(0);
  }

  /** Begins a round through the sources, counted from 0. */
  public void beginRound(int number) {
    bytesRead = 0;
    status.round(number, () -> bytesRead);
  }

  /** Reads on to so many bytes. */
  public void readTo(long bytes) {
    bytesRead = bytes;
  }

  /** What those who watch it see. */
  public ReplayStatus status() {
    return status;
  }
}
