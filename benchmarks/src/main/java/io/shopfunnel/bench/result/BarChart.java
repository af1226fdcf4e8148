package io.shopfunnel.bench.result;

import java.util.Locale;
import java.util.Optional;

/**
 * The events per second of each contender as an SVG: a bar to the median, and a line from the
 * slowest run to the fastest.
 */
public final class BarChart {
  private static final int WIDTH = 860;
  private static final int LABELS = 250;
  private static final int VALUES = 110;
  private static final int ROW = 30;
  private static final int TOP = 40;

  private BarChart() {}

  /** Draws the chart. */
  public static String of(BenchReport report) {
    double most =
        report.contenders().stream()
            .flatMap(entry -> report.summary(entry.name()).stream())
            .mapToDouble(summary -> summary.eventsPerSecond().maximum())
            .max()
            .orElse(1);
    StringBuilder svg = new StringBuilder();
    int height = TOP + report.contenders().size() * ROW + 10;
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" font-family="sans-serif" font-size="13">
        <rect width="%1$d" height="%2$d" fill="white"/>
        <text x="10" y="22" font-size="15">Events a second, median of %3$d; the line spans all runs</text>
        """
            .formatted(WIDTH, height, report.data().rounds()));
    int y = TOP;
    for (BenchReport.Entry entry : report.contenders()) {
      row(svg, entry.title(), report.summary(entry.name()), most, y);
      y += ROW;
    }
    return svg.append("</svg>\n").toString();
  }

  private static void row(
      StringBuilder svg, String title, Optional<Summary> summary, double most, int y) {
    svg.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n"
            .formatted(LABELS - 8, y + 17, escaped(title)));
    if (summary.isEmpty()) {
      svg.append("<text x=\"%d\" y=\"%d\">no run that counts</text>\n".formatted(LABELS, y + 17));
      return;
    }
    Spread rate = summary.get().eventsPerSecond();
    double scale = (WIDTH - LABELS - VALUES) / most;
    double end = LABELS + rate.maximum() * scale;
    svg.append(
        String.format(
            Locale.ROOT,
            """
            <rect x="%1$d" y="%2$d" width="%3$.1f" height="20" fill="%4$s"/>
            <line x1="%5$.1f" y1="%6$d" x2="%7$.1f" y2="%6$d" stroke="#222" stroke-width="2"/>
            <text x="%8$.1f" y="%9$d">%10$,.0f</text>
            """,
            LABELS,
            y + 3,
            rate.median() * scale,
            title.startsWith("our ") ? "#2b6cb0" : "#a0aec0",
            LABELS + rate.minimum() * scale,
            y + 13,
            end,
            end + 8,
            y + 17,
            rate.median()));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
