package io.shopfunnel.bench.result;

import java.util.Optional;

/**
 * The events per second of each contender as an SVG: a bar to the median, and a line from the
 * slowest run to the fastest.
 */
public final class BarChart {
  private static final int WIDTH = 860;
  private static final int LABELS = 260;
  private static final int VALUES = 110;
  private static final int ROW = 30;
  private static final int BAR = 20;
  private static final int BOTTOM = 34;
  private static final double MOST_LINES = 6;

  private final BenchReport report;
  private final double most;
  private final int bottom;
  private final Svg svg;

  private BarChart(BenchReport report) {
    this.report = report;
    this.most =
        report.contenders().stream()
            .flatMap(entry -> report.summary(entry.name()).stream())
            .mapToDouble(summary -> summary.eventsPerSecond().maximum())
            .max()
            .orElse(1);
    bottom = Svg.TOP + report.contenders().size() * ROW;
    svg =
        new Svg(
            WIDTH,
            bottom + BOTTOM,
            Svg.text("Events a second, %,d events", report.data().events()),
            Svg.text(
                "Bar: median of %d round(s); line: slowest to fastest. %d cores, brokers included.",
                report.data().rounds(), report.machine().cores()));
  }

  /** Draws the chart. */
  public static String of(BenchReport report) {
    return new BarChart(report).draw();
  }

  private String draw() {
    drawGrid();
    int y = Svg.TOP;
    for (BenchReport.Entry entry : report.contenders()) {
      drawRow(entry, y);
      y += ROW;
    }
    return svg.end();
  }

  private void drawGrid() {
    double step = step(most);
    for (double rate = 0; rate <= most; rate += step) {
      svg.add(
          """
          <line class="grid" x1="%1$.1f" y1="%2$d" x2="%1$.1f" y2="%3$d"/>
          <text class="quiet middle" x="%1$.1f" y="%4$d">%5$,.0f</text>
          """,
          x(rate), Svg.TOP, bottom, bottom + 18, rate);
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
    svg.add(
        "<text class=\"end\" x=\"%d\" y=\"%d\">%s</text>\n",
        LABELS - 10, base, Svg.escaped(entry.title()));
    Optional<Summary> summary = report.summary(entry.name());
    if (summary.isEmpty()) {
      svg.add(
          "<text class=\"quiet\" x=\"%d\" y=\"%d\">no run that counts</text>\n", LABELS + 6, base);
      return;
    }
    Spread rate = summary.get().eventsPerSecond();
    svg.add(
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
}
