package io.shopfunnel.ledger;

import java.time.Duration;

/**
 * Where one session ends and the next begins, within the events of one {@code user_session}.
 *
 * @param gapMillis the longest silence within a session, inclusive
 * @param longestMillis the longest time from a session's first event to its last, inclusive
 */
public record SessionRules(long gapMillis, long longestMillis) {
  /** A gap of 30 minutes and at most 24 hours. */
  public static final SessionRules DEFAULT =
      new SessionRules(Duration.ofMinutes(30).toMillis(), Duration.ofHours(24).toMillis());

  /** Rules with another gap. */
  public SessionRules withGap(Duration gap) {
    return new SessionRules(gap.toMillis(), longestMillis);
  }
}
