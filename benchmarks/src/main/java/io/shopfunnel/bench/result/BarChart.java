package io.shopfunnel.bench.result;

import java.util.Locale;
import java.util.Optional;

/**
 * The events per second of each contender as an SVG: a bar to the median, and a line from the
 * slowest run to the fastest. It lies on ground of its own, and follows the reader's choice of
 * light or dark, so that it can be read on any page.
 */
public final class BarChart {
  private static final int WIDTH = 860;
  private static final int LABELS = 260;
  private static final int VALUES = 110;
  private static final int ROW = 30;
  private static final int BAR = 20;
  private static final int TOP = 66;
  private static final int BOTTOM = 34;
  private static final double MOST_LINES = 6;

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
        .spread { stroke: #1f2328; stroke-width: 2; }
        @media (prefers-color-scheme: dark) {
          text { fill: #f0f6fc; }
          .quiet { fill: #9198a1; }
          .ground { fill: #0d1117; stroke: #3d444d; }
          .grid { stroke: #3d444d; }
          .other { fill: #656c76; }
          .ours { fill: #4493f8; }
          .spread { stroke: #f0f6fc; }
        }
      </style>
      <rect class="ground" x="0.5" y="0.5" width="%4$d" height="%5$d" rx="6"/>
      <text class="title" x="20" y="28">%3$s</text>
      <text class="quiet" x="20" y="48">%6$s</text>
      """;

  private final BenchReport report;
  private final double most;
  private final StringBuilder svg = new StringBuilder();

  private BarChart(BenchReport report) {
    this.report = report;
    this.most =
        report.contenders().stream()
            .flatMap(entry -> report.summary(entry.name()).stream())
            .mapToDouble(summary -> summary.eventsPerSecond().maximum())
            .max()
            .orElse(1);
  }

  /** Draws the chart. */
  public static String of(BenchReport report) {
    return new BarChart(report).draw();
  }

  private String draw() {
    int bottom = TOP + report.contenders().size() * ROW;
    int height = bottom + BOTTOM;
    add(
        HEAD,
        WIDTH,
        height,
        text("Events a second, %,d events", report.data().events()),
        WIDTH - 1,
        height - 1,
        text(
            "Bar: median of %d round(s); line: slowest to fastest. %d cores, brokers included.",
            report.data().rounds(), report.machine().cores()));
    drawGrid(bottom);
    int y = TOP;
    for (BenchReport.Entry entry : report.contenders()) {
      drawRow(entry, y);
      y += ROW;
    }
    return svg.append("</svg>\n").toString();
  }

  private void drawGrid(int bottom) {
    double step = step(most);
    for (double rate = 0; rate <= most; rate += step) {
      add(
          """
          <line class="grid" x1="%1$.1f" y1="%2$d" x2="%1$.1f" y2="%3$d"/>
          <text class="quiet middle" x="%1$.1f" y="%4$d">%5$,.0f</text>
          """,
          x(rate), TOP, bottom, bottom + 18, rate);
    }
  }

  /** The least of 1, 2 and 5 times a power of ten that takes no more lines than are pleasant. */
  static double step(double most) {
    double power = Math.pow(10, Math.floor(Math.log10(most / MOST_LINES)));
    for (double step : new double[] {power, 2 * power, 5 * power}) {
      if (most / step <= MOST_LINES) {
        return step;
      }
    }
    return 10 * power;
  }

  private void drawRow(BenchReport.Entry entry, int y) {
    int line = y + ROW / 2;
    int base = line + 5;
    add(
        "<text class=\"end\" x=\"%d\" y=\"%d\">%s</text>\n",
        LABELS - 10, base, escaped(entry.title()));
    Optional<Summary> summary = report.summary(entry.name());
    if (summary.isEmpty()) {
      add("<text class=\"quiet\" x=\"%d\" y=\"%d\">no run that counts</text>\n", LABELS + 6, base);
      return;
    }
    Spread rate = summary.get().eventsPerSecond();
    add(
        """
        <rect class="%1$s" x="%2$d" y="%3$d" width="%4$.1f" height="%5$d"/>
        <line class="spread" x1="%6$.1f" y1="%7$d" x2="%8$.1f" y2="%7$d"/>
        <text x="%9$.1f" y="%10$d">%11$,.0f</text>
        """,
        entry.title().startsWith("our ") ? "ours" : "other",
        LABELS,
        line - BAR / 2,
        x(rate.median()) - LABELS,
        BAR,
        x(rate.minimum()),
        line,
        x(rate.maximum()),
        x(rate.maximum()) + 8,
        base,
        rate.median());
  }

  private double x(double rate) {
    return LABELS + rate * (WIDTH - LABELS - VALUES) / most;
  }

  private void add(String format, Object... values) {
    svg.append(text(format, values));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
