package dev.retrylab.harness.report.aggregate;

import static dev.retrylab.harness.timeline.fold.Story.START;
import static dev.retrylab.harness.timeline.fold.Story.all;
import static dev.retrylab.harness.timeline.fold.Story.copy;
import static dev.retrylab.harness.timeline.fold.Story.ended;
import static dev.retrylab.harness.timeline.fold.Story.event;
import static dev.retrylab.harness.timeline.fold.Story.failedRun;
import static dev.retrylab.harness.timeline.fold.Story.fold;
import static dev.retrylab.harness.timeline.fold.Story.forwardedRun;
import static dev.retrylab.harness.timeline.fold.Story.message;
import static dev.retrylab.harness.timeline.fold.Story.received;
import static dev.retrylab.harness.timeline.fold.Story.redriven;
import static dev.retrylab.harness.timeline.fold.Story.sent;
import static dev.retrylab.harness.timeline.fold.Story.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.report.aggregate.RunSeries.Point;
import dev.retrylab.harness.scenario.FailWithVisibility;
import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.Observation;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** With a visibility timeout of 30 s. In each run {@link #LAST} makes the step one second. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SeriesFoldTest {
  private static final NavigableMap<Long, Long> TIMEOUT = new TreeMap<>(Map.of(0L, 30_000L));

  private static final HiddenTimes TIMES =
      new HiddenTimes(0, TIMEOUT, /* asynchronous= */ false, Map.of());

  /**
   * Sent with the first, received after 0 ms and done 200 s after that: 1 more in flight or
   * visible.
   */
  private static final Observation[] LAST =
      all(
          new Observation[] {sent("m9", 0)},
          new Observation[] {
            received("m9", 1, "last", 170_000),
            succeeded("m9", 1, "last", 199_990),
            ended("last", Ending.OK, 200_000)
          });

  private static RunSeries series(Observation[]... parts) {
    return SeriesFold.of(fold(all(all(parts), LAST)), TIMES);
  }

  private static RunSeries series(HiddenTimes times, MessageHistory... messages) {
    return SeriesFold.of(new History(List.of(messages), START, List.of(), List.of(), 0, 0), times);
  }

  /** What a value is so many seconds after the start. */
  private static List<Integer> values(
      RunSeries series, Function<Point, Integer> value, int... seconds) {
    assertThat(series.step()).isEqualTo(Duration.ofSeconds(1));
    return Arrays.stream(seconds)
        .mapToObj(second -> value.apply(series.points().get(second)))
        .toList();
  }

  @Test
  void a_failing_message_is_in_flight_for_a_visibility_timeout_and_then_dead_lettered() {
    RunSeries series =
        series(
            new Observation[] {sent("m2", 0)},
            failedRun("m2", 1, "r1", 1_000),
            failedRun("m2", 2, "r2", 33_000),
            redriven("m2", 3, "d1", 63_000));
    // m9 is visible besides until 170 s.
    assertThat(values(series, Point::visible, 0, 1, 30, 31, 32, 33, 62, 63))
        .containsExactly(2, 1, 1, 2, 2, 1, 1, 1);
    assertThat(values(series, Point::inFlight, 0, 1, 30, 31, 32, 33, 62, 63))
        .containsExactly(0, 1, 1, 0, 0, 1, 1, 0);
    assertThat(values(series, Point::inDlq, 62, 63, 200)).containsExactly(0, 1, 1);
    assertThat(values(series, Point::receives, 1, 2, 33, 63, 170)).containsExactly(1, 0, 1, 0, 1);
    assertThat(values(series, point -> point.runs().get(EventType.FAILED), 1, 2, 33, 34))
        .containsExactly(0, 1, 0, 1);
    assertThat(series.outcomes()).containsExactly(EventType.SUCCEEDED, EventType.FAILED);
  }

  @Test
  void the_oldest_message_is_the_one_that_was_sent_first_of_those_that_are_still_there() {
    RunSeries series =
        series(
            TIMES, stay("m3", 0, 50_000), stay("m4", 40_000, 60_000), stay("m5", 120_000, 200_000));
    assertThat(values(series, SeriesFoldTest::age, 0, 49, 50, 59, 60, 119, 120, 199, 200))
        .containsExactly(0, 49, 10, 19, 0, 0, 0, 79, 0);
  }

  private static int age(Point point) {
    return (int) point.ageOfOldest().toSeconds();
  }

  private static MessageHistory stay(String key, long sent, long deleted) {
    return message(
        key,
        event(EventType.SENT, key, OptionalInt.empty(), sent, ""),
        event(EventType.RECEIVED, key, 1, "r1", deleted - 10, ""),
        event(EventType.DELETED, key, 1, "r1", deleted, ""));
  }

  @Test
  void what_the_consumer_forwards_is_in_the_dead_letter_queue_from_then_on() {
    RunSeries series =
        series(
            new Observation[] {sent("m1", 0)},
            forwardedRun("m1", 1, "r1", 4_000),
            copy("m1", "r1", "d1", 6_000));
    assertThat(values(series, Point::inDlq, 4, 5, 200)).containsExactly(0, 1, 1);
    assertThat(values(series, point -> point.runs().get(EventType.FORWARDED), 4, 5, 6))
        .containsExactly(0, 1, 0);
  }

  @Test
  void a_success_whose_batch_failed_is_one_failed_run() {
    RunSeries series =
        series(
            new Observation[] {
              sent("m3", 0),
              received("m3", 1, "r1", 4_000),
              succeeded("m3", 1, "r1", 4_100),
              ended("r1", Ending.ERROR, 4_200)
            });
    assertThat(values(series, point -> point.runs().get(EventType.FAILED), 5)).containsExactly(1);
    assertThat(values(series, point -> point.runs().get(EventType.SUCCEEDED), 5, 200))
        .containsExactly(0, 1);
  }

  @Test
  void receives_without_a_run_hid_the_message_for_as_long_before_the_fact_that_proves_them() {
    RunSeries series = series(new Observation[] {sent("m2", 0)}, redriven("m2", 3, "d1", 100_000));
    // Two of them, 30 s each: in flight from 40 s on. And m9 is visible.
    assertThat(values(series, Point::visible, 39, 40, 99, 100)).containsExactly(2, 1, 1, 1);
    assertThat(values(series, Point::inFlight, 39, 40, 99, 100)).containsExactly(0, 1, 1, 0);
    assertThat(values(series, Point::receives, 99, 100)).containsExactly(0, 2);
    assertThat(values(series, Point::phantomReceives, 99, 100)).containsExactly(0, 2);
  }

  @Test
  void a_delayed_message_is_neither_visible_nor_in_flight_at_first() {
    HiddenTimes delayed = new HiddenTimes(20_000, TIMEOUT, false, Map.of());
    RunSeries series =
        series(delayed, message("m2", sentEvent(), failed(EventType.RECEIVED, 200_000)));
    assertThat(values(series, Point::visible, 0, 19, 20, 199, 200)).containsExactly(0, 0, 1, 1, 0);
    assertThat(values(series, Point::inFlight, 0, 19, 20, 199, 200)).containsExactly(0, 0, 0, 0, 1);
    assertThat(values(series, SeriesFoldTest::age, 19, 200)).containsExactly(19, 200);
  }

  @Test
  void a_visibility_timeout_that_the_consumer_sets_counts_from_its_failure() {
    HiddenTimes own =
        new HiddenTimes(
            0,
            TIMEOUT,
            false,
            Map.of("m2", new FailWithVisibility(Duration.ofSeconds(5), 1, Duration.ofSeconds(5))));
    RunSeries series =
        series(
            own,
            message(
                "m2",
                sentEvent(),
                failed(EventType.RECEIVED, 10_000),
                failed(EventType.FAILED, 12_000)),
            message("m9", sentEvent(), failed(EventType.RECEIVED, 200_000)));
    // In flight from 10 s to 12 s + 5 s. And m9 is visible until 200 s.
    assertThat(values(series, Point::inFlight, 9, 10, 16, 17)).containsExactly(0, 1, 1, 0);
    assertThat(values(series, Point::visible, 9, 10, 16, 17, 200)).containsExactly(2, 1, 1, 2, 1);
  }

  @Test
  void a_visibility_timeout_that_a_step_sets_counts_from_the_next_receive_on() {
    long start = START.toEpochMilli();
    NavigableMap<Long, Long> changed = new TreeMap<>(Map.of(0L, 30_000L, start + 50_000, 5_000L));
    RunSeries series =
        series(
            new HiddenTimes(0, changed, false, Map.of()),
            message("m1", sentEvent(), failed(EventType.RECEIVED, 40_000)),
            message("m2", sentEvent(), failed(EventType.RECEIVED, 60_000)),
            message("m9", sentEvent(), failed(EventType.RECEIVED, 200_000)));
    // m1 is in flight from 40 s to 70 s, m2 from 60 s to 65 s.
    assertThat(values(series, Point::inFlight, 39, 40, 59, 60, 64, 65, 69, 70))
        .containsExactly(0, 1, 1, 2, 2, 1, 1, 0);
  }

  @Test
  void an_event_waits_for_its_next_attempt_as_soon_as_one_has_failed() {
    HiddenTimes asynchronous = new HiddenTimes(0, TIMEOUT, true, Map.of());
    RunSeries series =
        series(
            asynchronous,
            message(
                "m2",
                sentEvent(),
                failed(EventType.RECEIVED, 10_000),
                failed(EventType.FAILED, 15_000),
                event(EventType.DISCARDED, "m2", OptionalInt.empty(), 200_000, "")));
    assertThat(values(series, Point::inFlight, 9, 10, 14, 15)).containsExactly(0, 1, 1, 0);
    assertThat(values(series, Point::visible, 9, 10, 14, 15, 199, 200))
        .containsExactly(1, 0, 0, 1, 1, 0);
  }

  @Test
  void what_expires_in_the_dead_letter_queue_leaves_it() {
    RunSeries series =
        series(
            TIMES,
            message(
                "m2",
                sentEvent(),
                event(EventType.DEAD_LETTERED, "m2", OptionalInt.empty(), 100_000, ""),
                event(EventType.EXPIRED, "m2", OptionalInt.empty(), 200_000, "")));
    assertThat(values(series, Point::inDlq, 99, 100, 199, 200)).containsExactly(0, 1, 1, 0);
  }

  @Test
  void what_a_move_task_sends_anew_has_left_the_dead_letter_queue() {
    RunSeries series =
        series(
            TIMES,
            message(
                "m2",
                sentEvent(),
                event(EventType.DEAD_LETTERED, "m2", OptionalInt.empty(), 100_000, "")),
            message("m2#2", event(EventType.SENT, "m2#2", OptionalInt.empty(), 200_000, "")));
    assertThat(values(series, Point::inDlq, 99, 100, 199, 200)).containsExactly(0, 1, 1, 0);
    assertThat(values(series, Point::visible, 99, 100, 199, 200)).containsExactly(1, 0, 0, 1);
  }

  private static Event sentEvent() {
    return event(EventType.SENT, "m2", OptionalInt.empty(), 0, "");
  }

  private static Event failed(EventType type, long at) {
    return event(type, "m2", 1, "r1", at, "");
  }
}
