package dev.retrylab.harness.report.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.report.aggregate.Aggregate;
import dev.retrylab.harness.report.aggregate.Outage;
import dev.retrylab.harness.report.aggregate.ReceivesHistogram;
import dev.retrylab.harness.report.aggregate.RunSeries;
import dev.retrylab.harness.report.aggregate.RunSeries.Point;
import dev.retrylab.harness.timeline.EventType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * Seven points, a minute apart: at 80 columns each is drawn in the seven columns before its tick.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SeriesDrawingTest {
  private static final int[] VISIBLE = {8, 4, 0, 0, 0, 0, 1};
  private static final int[] IN_FLIGHT = {0, 200, 1_600, 0, 0, 0, 0};
  private static final int[] AGE_SECONDS = {0, 60, 120, 0, 0, 0, 0};
  private static final int[] RECEIVES = {0, 1_000, 1_000, 0, 0, 0, 0};
  private static final int[] PHANTOMS = {0, 0, 3, 0, 0, 0, 0};

  private static Aggregate run(Outage... outages) {
    return new Aggregate(
        new RunSeries(
            Duration.ofMinutes(1),
            IntStream.range(0, VISIBLE.length).mapToObj(SeriesDrawingTest::point).toList()),
        List.of(outages),
        new ReceivesHistogram(Map.of(1, 1)),
        List.of(),
        "");
  }

  private static Point point(int i) {
    return new Point(
        Duration.ofMinutes(i),
        VISIBLE[i],
        IN_FLIGHT[i],
        /* inDlq= */ 0,
        Duration.ofSeconds(AGE_SECONDS[i]),
        RECEIVES[i],
        PHANTOMS[i],
        Map.of(EventType.TIMED_OUT, RECEIVES[i] - PHANTOMS[i]));
  }

  private static String row(String label, String figure, String... curve) {
    return "  %-13s%-43s  %s".formatted(label, String.join("", curve), figure);
  }

  @Test
  void each_row_is_to_its_own_scale_and_ends_in_a_figure() {
    assertThat(new SeriesDrawing(TerminalStyle.plain(), run()).lines().subList(2, 9))
        .containsExactly(
            row("visible", "max 8", "█", "▄".repeat(7), " ".repeat(28), "▁".repeat(7)),
            row("in flight", "max 1,600", " ", "▁".repeat(7), "█".repeat(7)),
            row("in the DLQ", "max 0"),
            row("oldest", "max 120.0 s", " ", "▄".repeat(7), "█".repeat(7)),
            row("receives", "2,000 in all", " ", "█".repeat(14)),
            row("timed out", "1,997 in all", " ", "█".repeat(14)),
            row("without a run", "3 in all", " ".repeat(8), "█".repeat(7)));
  }

  @Test
  void an_outage_is_a_band_from_its_beginning_to_its_end() {
    Outage outage = new Outage(Duration.ofMinutes(1), Duration.ofMinutes(2));
    assertThat(new SeriesDrawing(TerminalStyle.plain(), run(outage)).lines().get(9).stripTrailing())
        .isEqualTo("  outage       " + " ".repeat(7) + "░".repeat(8));
  }

  @Test
  void an_outage_that_ends_after_the_run_is_drawn_to_the_end_and_one_behind_it_is_not() {
    Outage over = new Outage(Duration.ofMinutes(5), Duration.ofHours(2));
    Outage behind = new Outage(Duration.ofHours(3), Duration.ofHours(4));
    assertThat(new SeriesDrawing(TerminalStyle.plain(), run(over, behind)).lines().get(9))
        .isEqualTo("  outage       " + " ".repeat(35) + "░".repeat(8));
  }

  @Test
  void without_unicode_the_levels_are_ASCII() {
    Outage outage = new Outage(Duration.ZERO, Duration.ofMinutes(1));
    List<String> lines =
        new SeriesDrawing(new TerminalStyle(80, false, /* unicode= */ false), run(outage)).lines();
    assertThat(lines.get(2))
        .isEqualTo(row("visible", "max 8", "@", "=".repeat(7), " ".repeat(28), ".".repeat(7)));
    assertThat(lines).allMatch(line -> line.chars().allMatch(one -> one < 128));
  }
}
