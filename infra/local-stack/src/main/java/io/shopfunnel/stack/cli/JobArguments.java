package io.shopfunnel.stack.cli;

import java.util.List;

/**
 * What a job was submitted with: options of the product's job, of which the last of a name counts.
 */
record JobArguments(List<String> all) {
  String database() {
    return value("--influx-database", "shop");
  }

  String influx() {
    return value("--influx-url", "");
  }

  String group() {
    return value("--group-id", "shop-funnel");
  }

  /** Whether it ends where its topic ends now. */
  boolean isBackfill() {
    return value("--bounded", "false").equals("true");
  }

  /** Whether two jobs can run at once: neither writes the other's points or moves its offsets. */
  boolean disturbs(JobArguments other) {
    return database().equals(other.database()) || group().equals(other.group());
  }

  private String value(String option, String otherwise) {
    int at = all.lastIndexOf(option);
    return at >= 0 && at + 1 < all.size() ? all.get(at + 1) : otherwise;
  }
}
