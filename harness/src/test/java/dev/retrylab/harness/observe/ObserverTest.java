package dev.retrylab.harness.observe;

import static dev.retrylab.harness.observe.Lines.START;
import static dev.retrylab.harness.observe.Lines.at;
import static dev.retrylab.harness.observe.Lines.late;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ObserverTest {
  private static final LogLine ONE = late("e1", 0, 100);
  private static final LogLine TWO = late("e2", 10, 2_500);

  private final List<LogLine> readable = new ArrayList<>();
  private final List<Instant> readFrom = new ArrayList<>();
  private final List<LogLine> sunk = new ArrayList<>();
  private final Observer observer = new Observer(this::read, START, sunk::addAll);

  private void read(Instant from, Consumer<List<LogLine>> pages) {
    readFrom.add(from);
    pages.accept(List.copyOf(readable));
  }

  private void poll(LogLine... answer) {
    readable.clear();
    readable.addAll(List.of(answer));
    observer.poll();
  }

  @Test
  void an_event_that_is_read_again_is_kept_and_handed_on_once() {
    poll(ONE, ONE);
    poll(TWO, ONE);
    assertThat(sunk).containsExactly(ONE, TWO);
    assertThat(observer.events()).isEqualTo(2);
  }

  @Test
  void events_of_the_same_text_and_time_are_two_if_their_ids_differ() {
    LogLine twin =
        new LogLine(
            ONE.function(),
            ONE.logGroup(),
            ONE.logStream(),
            "other",
            ONE.timestamp(),
            ONE.ingestionTime(),
            ONE.fetchedAt(),
            ONE.message());
    poll(ONE, twin);
    assertThat(sunk).containsExactly(ONE, twin);
  }

  @Test
  void every_poll_reads_the_whole_window_from_two_minutes_before_the_start() {
    poll(ONE);
    poll(ONE, TWO);
    assertThat(readFrom).containsExactly(at(-120_000), at(-120_000));
  }

  @Test
  void polls_are_equal_as_long_as_nothing_new_comes() {
    List<Integer> equal = new ArrayList<>();
    equal.add(observer.equalPolls());
    for (List<LogLine> answer :
        List.of(List.of(ONE), List.of(ONE), List.of(ONE), List.of(ONE, TWO), List.of(TWO))) {
      poll(answer.toArray(LogLine[]::new));
      equal.add(observer.equalPolls());
    }
    assertThat(equal).containsExactly(0, 1, 2, 3, 1, 2);
  }

  @Test
  void an_event_that_was_readable_once_stays_known() {
    poll(ONE);
    poll();
    assertThat(observer.events()).isEqualTo(1);
  }

  @Test
  void remembered_events_are_not_handed_on_again() {
    observer.remember(ONE);
    poll(ONE, TWO);
    assertThat(observer.events()).isEqualTo(2);
    assertThat(sunk).containsExactly(TWO);
  }
}
