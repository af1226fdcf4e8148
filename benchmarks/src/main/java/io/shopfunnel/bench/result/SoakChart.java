package io.shopfunnel.bench.result;

import java.util.List;
import java.util.Locale;

/**
 * What a soak watched, minute by minute, as an SVG: a strip for each thing, and a line where a
 * service was killed. It lies on ground of its own, and follows the reader's choice of light or
 * dark.
 */
final class SoakChart {
  private static final int WIDTH = 860;
  private static final int LEFT = 230;
  private static final int RIGHT = 30;
  private static final int TOP = 66;
  private static final int STRIP = 62;
  private static final int GAP = 14;
  private static final int BOTTOM = 40;
  private static final int SECONDS = 60;
  private static final int TICKS = 6;

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
        .line { fill: none; stroke: #0969da; stroke-width: 2; }
        .fault { stroke: #d55e00; stroke-dasharray: 3 3; }
        @media (prefers-color-scheme: dark) {
          text { fill: #f0f6fc; }
          .quiet { fill: #9198a1; }
          .ground { fill: #0d1117; stroke: #3d444d; }
          .grid { stroke: #3d444d; }
          .line { stroke: #4493f8; }
        }
      </style>
      <rect class="ground" x="0.5" y="0.5" width="%4$d" height="%5$d" rx="6"/>
      <text class="title" x="20" y="28">%3$s</text>
      <text class="quiet" x="20" y="48">%6$s</text>
      """;

  private final Soak soak;
  private final StringBuilder svg = new StringBuilder();

  private SoakChart(Soak soak) {
    this.soak = soak;
  }

  /** Draws the chart. */
  static String of(Soak soak) {
    return new SoakChart(soak).draw();
  }

  private String draw() {
    int bottom = TOP + SoakSeries.ALL.size() * (STRIP + GAP);
    add(
        HEAD,
        WIDTH,
        bottom + BOTTOM,
        text(
            "A live job over %d minutes, %,d events/s",
            soak.minutes().size(), soak.eventsPerSecond()),
        WIDTH - 1,
        bottom + BOTTOM - 1,
        "Dashed: kill -9 of a service, which is started again at once. Strips begin at 0, but those of times.");
    int top = TOP;
    for (SoakSeries series : SoakSeries.ALL) {
      strip(series, top);
      top += STRIP + GAP;
    }
    for (Soak.Fault fault : soak.faults()) {
      double x = x(fault.second() / SECONDS);
      add(
          "<line class=\"fault\" x1=\"%1$.1f\" y1=\"%2$d\" x2=\"%1$.1f\" y2=\"%3$d\">",
          x, TOP, bottom);
      add("<title>%s</title></line>\n", fault.service());
    }
    for (int tick = 0; tick <= TICKS; tick++) {
      double minute = (double) soak.minutes().size() * tick / TICKS;
      add(
          "<text class=\"quiet middle\" x=\"%.1f\" y=\"%d\">%.0f min</text>\n",
          x(minute), bottom + 14, minute);
    }
    return svg.append("</svg>\n").toString();
  }

  private void strip(SoakSeries series, int top) {
    List<Soak.Minute> minutes = soak.minutes();
    double most = Math.max(series.greatest(minutes), Double.MIN_NORMAL);
    double least = series.logarithmic() ? least(series.values(minutes)) : 0;
    add("<text class=\"end\" x=\"%d\" y=\"%d\">%s</text>\n", LEFT - 12, top + 14, series.title());
    add(
        "<text class=\"quiet end\" x=\"%d\" y=\"%d\">median %s, most %s %s</text>\n",
        LEFT - 12, top + 32, figure(series.median(minutes)), figure(most), series.unit());
    add(
        "<line class=\"grid\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%2$d\"/>\n",
        LEFT, top + STRIP, WIDTH - RIGHT);
    StringBuilder path = new StringBuilder();
    boolean drawn = false;
    for (Soak.Minute minute : minutes) {
      double value = series.value().applyAsDouble(minute);
      if (Double.isFinite(value)) {
        double share =
            series.logarithmic()
                ? Math.log(Math.max(value, least) / least) / Math.log(Math.max(most / least, 1.001))
                : value / most;
        path.append(
            text(
                "%s%.1f %.1f",
                drawn ? "L" : "M", x(minute.minute() + 0.5), top + STRIP * (1 - share)));
      }
      drawn = Double.isFinite(value);
    }
    add("<path class=\"line\" d=\"%s\"/>\n", path);
  }

  private static double least(double[] values) {
    double least = Double.POSITIVE_INFINITY;
    for (double value : values) {
      least = value > 0 ? Math.min(least, value) : least;
    }
    return Double.isFinite(least) ? least : 1;
  }

  private double x(double minute) {
    return LEFT + minute * (WIDTH - LEFT - RIGHT) / Math.max(1, soak.minutes().size());
  }

  /** With as many digits as say something. */
  static String figure(double value) {
    return Double.isFinite(value) ? text(value < 10 ? "%.1f" : "%,.0f", value) : "–";
  }

  private void add(String format, Object... values) {
    svg.append(text(format, values));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
