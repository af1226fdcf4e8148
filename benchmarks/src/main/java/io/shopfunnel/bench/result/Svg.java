package io.shopfunnel.bench.result;

import java.util.Locale;

/**
 * A picture with a title and a line below it, on ground of its own; it follows the reader's choice
 * of light or dark, so that it can be read on any page. Elements follow one another as they are
 * added, in the classes of the style.
 */
final class Svg {
  /** Where the elements begin, below the title. */
  static final int TOP = 66;

  private static final String HEAD =
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img">
      <title>%3$s</title>
      <style>
        text { font: 13px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328; }
        .title { font-size: 16px; font-weight: 600; }
        .quiet { font-size: 12px; fill: #59636e; }
        .end { text-anchor: end; }
        .middle { text-anchor: middle; }
        .ground { fill: #ffffff; stroke: #d1d9e0; }
        .grid { stroke: #d1d9e0; }
        .other { fill: #8c96a3; }
        .ours { fill: #0969da; }
        .line { fill: none; stroke: #0969da; stroke-width: 2; }
        .spread { stroke: #1f2328; stroke-width: 2; }
        .fault { stroke: #d55e00; stroke-dasharray: 3 3; }
        @media (prefers-color-scheme: dark) {
          text { fill: #f0f6fc; }
          .quiet { fill: #9198a1; }
          .ground { fill: #0d1117; stroke: #3d444d; }
          .grid { stroke: #3d444d; }
          .other { fill: #656c76; }
          .ours { fill: #4493f8; }
          .line { stroke: #4493f8; }
          .spread { stroke: #f0f6fc; }
        }
      </style>
      <rect class="ground" x="0.5" y="0.5" width="%4$d" height="%5$d" rx="6"/>
      <text class="title" x="20" y="28">%3$s</text>
      <text class="quiet" x="20" y="48">%6$s</text>
      """;

  private final StringBuilder elements = new StringBuilder();

  /** A picture without elements, of that size in pixels. */
  Svg(int width, int height, String title, String below) {
    add(HEAD, width, height, escaped(title), width - 1, height - 1, escaped(below));
  }

  /** Adds elements; texts among the values must be {@link #escaped}. */
  void add(String format, Object... values) {
    elements.append(text(format, values));
  }

  /** The whole picture. */
  String end() {
    return elements + "</svg>\n";
  }

  /** A text as an element may hold it. */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Formats in the same way whatever the machine's locale is. */
  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
