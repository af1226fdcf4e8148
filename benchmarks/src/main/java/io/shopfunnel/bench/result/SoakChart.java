package io.shopfunnel.bench.result;

import java.util.List;

/**
 * What a soak watched, minute by minute, as an SVG: a strip for each thing, and a line where a
 * service was killed.
 */
final class SoakChart {
  private static final int WIDTH = 860;
  private static final int LEFT = 230;
  private static final int RIGHT = 30;
  private static final int STRIP = 62;
  private static final int GAP = 14;
  private static final int BOTTOM = 40;
  private static final int SECONDS = 60;
  private static final int TICKS = 6;

  private final Soak soak;
  private final int bottom;
  private final Svg svg;

  private SoakChart(Soak soak) {
    this.soak = soak;
    bottom = Svg.TOP + SoakSeries.ALL.size() * (STRIP + GAP);
    svg =
        new Svg(
            WIDTH,
            bottom + BOTTOM,
            Svg.text(
                "A live job over %d minutes, %,d events/s",
                soak.minutes().size(), soak.eventsPerSecond()),
            "Dashed: kill -9 of a service, which is started again at once. Strips begin at 0, but"
                + " those of times.");
  }

  /** Draws the chart. */
  static String of(Soak soak) {
    return new SoakChart(soak).draw();
  }

  private String draw() {
    int top = Svg.TOP;
    for (SoakSeries series : SoakSeries.ALL) {
      strip(series, top);
      top += STRIP + GAP;
    }
    for (Soak.Fault fault : soak.faults()) {
      double x = x(fault.second() / SECONDS);
      svg.add(
          "<line class=\"fault\" x1=\"%1$.1f\" y1=\"%2$d\" x2=\"%1$.1f\" y2=\"%3$d\">",
          x, Svg.TOP, bottom);
      svg.add("<title>%s</title></line>\n", fault.service());
    }
    for (int tick = 0; tick <= TICKS; tick++) {
      double minute = (double) soak.minutes().size() * tick / TICKS;
      svg.add(
          "<text class=\"quiet middle\" x=\"%.1f\" y=\"%d\">%.0f min</text>\n",
          x(minute), bottom + 14, minute);
    }
    return svg.end();
  }

  private void strip(SoakSeries series, int top) {
    List<Soak.Minute> minutes = soak.minutes();
    double most = Math.max(series.greatest(minutes), Double.MIN_NORMAL);
    double least = series.logarithmic() ? least(series.values(minutes)) : 0;
    svg.add(
        "<text class=\"end\" x=\"%d\" y=\"%d\">%s</text>\n", LEFT - 12, top + 14, series.title());
    svg.add(
        "<text class=\"quiet end\" x=\"%d\" y=\"%d\">median %s, most %s %s</text>\n",
        LEFT - 12, top + 32, figure(series.median(minutes)), figure(most), series.unit());
    svg.add(
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
            Svg.text(
                "%s%.1f %.1f",
                drawn ? "L" : "M", x(minute.minute() + 0.5), top + STRIP * (1 - share)));
      }
      drawn = Double.isFinite(value);
    }
    svg.add("<path class=\"line\" d=\"%s\"/>\n", path);
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
    return Double.isFinite(value) ? Svg.text(value < 10 ? "%.1f" : "%,.0f", value) : "–";
  }
}
