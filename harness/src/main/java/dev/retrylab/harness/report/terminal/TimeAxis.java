package dev.retrylab.harness.report.terminal;

import dev.retrylab.harness.report.Glyphs;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * An axis of time that fits a number of columns.
 *
 * @param step between two ticks
 * @param ticks how many steps there are
 * @param columns of one step
 */
record TimeAxis(Duration step, int ticks, int columns) {

  private static final int MOST_TICKS = 6;
  private static final List<Duration> STEPS =
      Stream.of(1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600)
          .map(Duration::ofSeconds)
          .toList();

  static TimeAxis of(Duration end, int columns) {
    Duration step =
        STEPS.stream()
            .filter(one -> one.multipliedBy(MOST_TICKS).compareTo(end) >= 0)
            .findFirst()
            .orElseGet(() -> Duration.ofHours(12).multipliedBy(1 + end.toHours() / 72));
    int ticks = (int) Math.max(1, (end.toMillis() + step.toMillis() - 1) / step.toMillis());
    return new TimeAxis(step, ticks, columns / ticks);
  }

  int column(Duration at) {
    return (int) Math.round((double) at.toMillis() * columns / step.toMillis());
  }

  int width() {
    return ticks * columns + 1;
  }

  /** The times of the ticks, above the line. */
  String labels() {
    StringBuilder labels = new StringBuilder();
    for (int tick = 0; tick <= ticks; tick++) {
      labels.append(" ".repeat(tick * columns - labels.length()));
      labels.append(label(tick));
    }
    return labels.toString();
  }

  String line(Glyphs glyphs) {
    String one = glyphs.axisTick() + String.valueOf(glyphs.line()).repeat(columns - 1);
    return one.repeat(ticks) + glyphs.axisTick();
  }

  private String label(int tick) {
    Duration at = step.multipliedBy(tick);
    if (step.compareTo(Duration.ofMinutes(1)) < 0) {
      return at.toSeconds() + " s";
    }
    return step.compareTo(Duration.ofHours(1)) < 0 ? at.toMinutes() + " min" : at.toHours() + " h";
  }
}
