package io.shopfunnel.schema;

/** Cuts the data that an error message quotes to a length that a log line bears. */
final class Quoted {
  private static final int MOST_CHARACTERS = 60;

  private Quoted() {}

  static String shortened(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
  }
}
