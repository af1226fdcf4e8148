package io.shopfunnel.verify.compare;

import java.util.List;

/**
 * Something that must hold in the database by itself, whatever the files say.
 *
 * @param name what must hold
 * @param measurements the measurements that it is about
 * @param sql one row per case: {@code ok}, and {@code example} which names it
 */
public record Identity(String name, List<String> measurements, String sql) {

  /**
   * What came of checking one.
   *
   * @param name what must hold
   * @param checked the number of cases
   * @param violated the number of those in which it doesn't
   * @param example one of them, or an empty text
   */
  public record Outcome(String name, long checked, long violated, String example) {}
}
