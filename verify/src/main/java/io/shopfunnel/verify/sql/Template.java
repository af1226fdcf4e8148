package io.shopfunnel.verify.sql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An SQL text with gaps such as {@code ${window}}. */
public final class Template {
  private static final Pattern GAP = Pattern.compile("\\$\\{([a-z_0-9]+)}");
  private final String text;

  private Template(String text) {
    this.text = text;
  }

  /** A text whose gaps are still to be filled. */
  public static Template of(String text) {
    return new Template(text);
  }

  /** Fills one gap, wherever it occurs. */
  public Template with(String gap, Object value) {
    return new Template(text.replace("${" + gap + "}", value.toString()));
  }

  /**
   * The finished text.
   *
   * @throws IllegalStateException where a gap was not filled
   */
  public String sql() {
    Matcher open = GAP.matcher(text);
    if (open.find()) {
      throw new IllegalStateException("nothing for ${" + open.group(1) + "} in: " + text);
    }
    return text;
  }
}
