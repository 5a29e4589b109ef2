package dev.retrylab.harness.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.sweep.PointOutcome.Seen;
import dev.retrylab.harness.timeline.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runs of a sweep, as a table and as a page. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SweptRunsTest {
  private static final String RUN = "runs/outage/20261121T212404.000Z";

  /** So many messages of each fate, received once, or twice where they were dead-lettered. */
  private static PointOutcome outcome(int consumed, int deadLettered, int expired, int unrun) {
    Map<String, Seen> messages = new HashMap<>();
    for (int i = 0; i < consumed + deadLettered + expired; i++) {
      Fate fate =
          i < consumed
              ? Fate.CONSUMED
              : i < consumed + deadLettered ? Fate.DEAD_LETTERED : Fate.EXPIRED;
      messages.put("m" + i, new Seen(fate == Fate.DEAD_LETTERED ? 2 : 1, 0, fate));
    }
    return new PointOutcome(Verdict.MATCH, RUN, messages, unrun, 1.234);
  }

  /** The outage with maxReceiveCount 3, 5 and so on: tried for a minute fewer. */
  private static List<SweptPoint> points(List<String> grid, PointOutcome... outcomes) {
    List<SweptPoint> points = SweptPoint.predict("outage", List.of(), Grid.parse(grid));
    return IntStream.range(0, points.size())
        .mapToObj(
            i ->
                points
                    .get(i)
                    .with(
                        i < outcomes.length
                            ? new PointRun(0, Optional.of(outcomes[i]))
                            : new PointRun(70, Optional.empty())))
        .toList();
  }

  @Test
  void each_point_has_a_row_and_what_no_run_has_no_column() {
    assertThat(
            SweptRuns.of(
                    points(
                        List.of("queue.maxReceiveCount=3,20"),
                        outcome(1_200, 34, 0, 0),
                        outcome(1_234, 0, 0, 0)))
                .lines())
        .containsExactly(
            "maxReceive               dead-            tried",
            "     Count  consumed  lettered  receives    for   cost  verdict",
            "         3     1,200        34     1,268     2m  $1.23    MATCH",
            "        20     1,234         0     1,234    19m  $1.23    MATCH");
  }

  @Test
  void messages_that_were_lost_or_never_ran_have_a_column_and_a_run_that_failed_has_dashes() {
    assertThat(
            SweptRuns.of(points(List.of("queue.maxReceiveCount=3,5"), outcome(10, 4, 2, 1)))
                .lines())
        .containsExactly(
            "maxReceive               dead-  without                  tried",
            "     Count  consumed  lettered    a run  lost  receives    for   cost  verdict",
            "         3        10         4        1     2        20     2m  $1.23    MATCH",
            "         5         -         -        -     -         -     4m      -   FAILED");
  }

  /** With few runs at a time it may be throttled at every further receive: tried for 0 s. */
  @Test
  void columns_move_together_before_a_line_is_wider_than_80_columns() {
    assertThat(
            SweptRuns.of(
                    points(
                        List.of("queue.maxReceiveCount=3", "function.reservedConcurrency=40"),
                        outcome(10, 4, 0, 1)))
                .lines())
        .containsExactly(
            "maxReceive    reserved             dead- without          tried",
            "     Count Concurrency consumed lettered   a run receives   for  cost verdict",
            "         3          40       10        4       1       18    0s $1.23   MATCH");
  }

  @Test
  void the_page_has_a_bar_of_each_point_and_a_link_to_its_run() {
    List<SweptPoint> points = points(List.of("queue.maxReceiveCount=3,5"), outcome(5, 4, 0, 1));
    String page = SweepPage.of(points, Path.of("runs"));
    // Of nine messages five were consumed, three ran and were dead-lettered, and one never ran.
    assertThat(page)
        .contains("<rect class=\"bar-succeeded\" x=\"0.0\" width=\"55.5")
        .contains("<rect class=\"bar-failed\" x=\"55.5", "width=\"33.3")
        .contains("<rect class=\"bar-unprocessed\" x=\"88.8", "width=\"11.1")
        .contains(">5 + 3 + 1</td>", ">failed</td>")
        .contains("dead-lettered without a run</li>")
        .doesNotContain("lost</li>")
        .contains("<a href=\"outage/20261121T212404.000Z/report.html\">report</a>");
  }

  @Test
  void it_is_written_beside_the_runs_and_not_where_none_came_to_an_end(@TempDir Path folder)
      throws IOException {
    Path run = Files.createDirectories(folder.resolve("outage/20261121T212404.000Z"));
    PointOutcome there =
        new PointOutcome(
            Verdict.MATCH, run.toString(), Map.of("m1", new Seen(1, 0, Fate.CONSUMED)), 0, 0);
    assertThat(SweepPage.write(points(List.of("queue.maxReceiveCount=3"), there)))
        .contains(folder.resolve("sweep-outage-20261121T212404.000Z.html"));
    assertThat(folder.resolve("sweep-outage-20261121T212404.000Z.html")).isRegularFile();
    assertThat(SweepPage.write(points(List.of("queue.maxReceiveCount=3")))).isEmpty();
  }
}
