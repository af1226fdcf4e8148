package io.shopfunnel.faults.report;

/** Results for tests. */
public final class TestingResults {
  private TestingResults() {}

  /** A round that counted 100 events and, where it is not the same, lost one of them. */
  public static RoundResult round(
      String kind, int number, long seed, boolean same, double recovery) {
    String verdict = same ? "same" : "99 events counted of 100";
    return new RoundResult(
        kind,
        number,
        seed,
        "live",
        same,
        verdict,
        "",
        100,
        50,
        same ? 0 : 1,
        0,
        0.1,
        recovery,
        30,
        "abc",
        "2026-01-01T00:00:00Z");
  }
}
