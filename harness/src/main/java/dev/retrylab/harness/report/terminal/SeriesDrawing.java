package dev.retrylab.harness.report.terminal;

import dev.retrylab.harness.report.Glyphs;
import dev.retrylab.harness.report.TextLayout;
import dev.retrylab.harness.report.aggregate.Aggregate;
import dev.retrylab.harness.report.aggregate.Outage;
import dev.retrylab.harness.report.aggregate.RunSeries;
import dev.retrylab.harness.report.aggregate.RunSeries.Point;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.TimeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** A run over time: a row of columns for each curve, each to a scale of its own. */
final class SeriesDrawing {
  private static final int LABEL = 13;
  private static final int FIGURE = 19;

  private final TerminalStyle style;
  private final Glyphs glyphs;
  private final RunSeries series;
  private final List<Outage> outages;
  private final TimeAxis axis;

  SeriesDrawing(TerminalStyle style, Aggregate many) {
    this.style = style;
    this.glyphs = style.glyphs();
    this.series = many.series();
    this.outages = many.outages();
    List<Point> points = series.points();
    this.axis = TimeAxis.of(points.get(points.size() - 1).at(), style.width() - 2 - LABEL - FIGURE);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    String indent = " ".repeat(2 + LABEL);
    lines.add(style.paint(Colour.QUIET, indent + axis.labels()));
    lines.add(style.paint(Colour.QUIET, indent + axis.line(glyphs)));
    lines.add(gauge("visible", Point::visible));
    lines.add(gauge("in flight", Point::inFlight));
    lines.add(gauge("in the DLQ", Point::inDlq));
    ToLongFunction<Point> age = point -> point.ageOfOldest().toMillis();
    lines.add(row("oldest", null, age, "max " + TimeText.length(Duration.ofMillis(most(age)))));
    lines.add(counter("receives", null, Point::receives));
    for (EventType outcome : series.outcomes()) {
      lines.add(counter(label(outcome), colour(outcome), point -> point.runs().get(outcome)));
    }
    if (most(Point::phantomReceives) > 0) {
      lines.add(counter("without a run", Colour.UNSURE, Point::phantomReceives));
    }
    if (!outages.isEmpty()) {
      lines.add("  " + TextLayout.left("outage", LABEL) + style.paint(Colour.BAD, outage()));
    }
    return lines;
  }

  private String gauge(String label, ToLongFunction<Point> value) {
    return row(label, null, value, String.format(Locale.ROOT, "max %,d", most(value)));
  }

  private String counter(String label, Colour colour, ToLongFunction<Point> value) {
    long all = series.points().stream().mapToLong(value).sum();
    return row(label, colour, value, String.format(Locale.ROOT, "%,d in all", all));
  }

  private long most(ToLongFunction<Point> value) {
    return series.points().stream().mapToLong(value).max().orElse(0);
  }

  /**
   * @param colour null for none
   */
  private String row(String label, Colour colour, ToLongFunction<Point> value, String figure) {
    String curve = curve(columns(value), most(value));
    return "  "
        + TextLayout.left(label, LABEL)
        + (colour == null ? curve : style.paint(colour, curve))
        + "  "
        + figure;
  }

  /** The highest of the points in each column; where there is none, the next point is told. */
  private long[] columns(ToLongFunction<Point> value) {
    long[] columns = new long[axis.width()];
    int next = 0;
    for (Point point : series.points()) {
      int column = Math.min(axis.column(point.at()), columns.length - 1);
      for (int i = Math.min(next, column); i <= column; i++) {
        columns[i] = Math.max(columns[i], value.applyAsLong(point));
      }
      next = column + 1;
    }
    return columns;
  }

  /** What there is at all is seen, as little as it may be. */
  private String curve(long[] columns, long most) {
    StringBuilder curve = new StringBuilder();
    int levels = glyphs.levels().length();
    for (long value : columns) {
      int level = value <= 0 ? 0 : (int) ((value * levels + most - 1) / most);
      curve.append(level == 0 ? ' ' : glyphs.levels().charAt(level - 1));
    }
    return curve.toString();
  }

  private String outage() {
    StringBuilder band = new StringBuilder(" ".repeat(axis.width()));
    for (Outage outage : outages) {
      int to = Math.min(axis.column(outage.to()), axis.width() - 1);
      for (int i = axis.column(outage.from()); i <= to; i++) {
        band.setCharAt(i, glyphs.outage());
      }
    }
    return band.toString();
  }

  private static String label(EventType outcome) {
    return switch (outcome) {
      case UNPROCESSED -> "not reached";
      case TIMED_OUT -> "timed out";
      case ENDED -> "end unknown";
      default -> outcome.word();
    };
  }

  private static Colour colour(EventType outcome) {
    return switch (outcome) {
      case SUCCEEDED, FORWARDED -> Colour.GOOD;
      case UNPROCESSED, ENDED -> Colour.UNSURE;
      default -> Colour.BAD;
    };
  }
}
