package dev.retrylab.harness.report.document;

import static dev.retrylab.harness.report.document.RunJson.seconds;

import dev.retrylab.harness.report.aggregate.Aggregate;
import dev.retrylab.harness.report.aggregate.RunSeries;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run over time as JSON; {@link RunSeries} says what each number means. Times are seconds since
 * the first send.
 *
 * @param outages that the scenario plays
 */
public record SeriesDocument(BigDecimal stepSeconds, List<Outage> outages, List<Point> points) {

  /** A time in which what the function depends on was down. */
  public record Outage(BigDecimal fromSeconds, BigDecimal toSeconds) {}

  /**
   * How things stand at a moment, and what happened since the one before.
   *
   * @param runs by the word of the event that ended them
   */
  public record Point(
      BigDecimal offsetSeconds,
      int visible,
      int inFlight,
      int inDlq,
      BigDecimal ageOfOldestSeconds,
      int receives,
      int phantomReceives,
      Map<String, Integer> runs) {}

  /** That of a run of many messages. */
  public static SeriesDocument of(Aggregate many) {
    return new SeriesDocument(
        seconds(many.series().step()),
        many.outages().stream()
            .map(one -> new Outage(seconds(one.from()), seconds(one.to())))
            .toList(),
        many.series().points().stream().map(SeriesDocument::point).toList());
  }

  private static Point point(RunSeries.Point point) {
    Map<String, Integer> runs = new LinkedHashMap<>();
    point.runs().forEach((outcome, count) -> runs.put(outcome.word(), count));
    return new Point(
        seconds(point.at()),
        point.visible(),
        point.inFlight(),
        point.inDlq(),
        seconds(point.ageOfOldest()),
        point.receives(),
        point.phantomReceives(),
        runs);
  }
}
