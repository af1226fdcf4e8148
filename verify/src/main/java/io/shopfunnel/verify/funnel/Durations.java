package io.shopfunnel.verify.funnel;

/** Times as the job's options and the funnels file spell them. */
public final class Durations {
  private Durations() {}

  /**
   * The seconds of {@code 30s}, {@code 10m}, {@code 1h} or {@code 1d}.
   *
   * @throws IllegalArgumentException where the text is none of the kind
   */
  public static long seconds(String text) {
    if (!text.matches("[1-9][0-9]{0,8}[smhd]")) {
      throw new IllegalArgumentException("'" + text + "' should be a time like 30s, 10m, 1h or 1d");
    }
    long amount = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> amount;
      case 'm' -> amount * 60;
      case 'h' -> amount * 3_600;
      default -> amount * 86_400;
    };
  }
}
