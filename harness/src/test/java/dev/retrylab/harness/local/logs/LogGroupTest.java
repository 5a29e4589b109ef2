package dev.retrylab.harness.local.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.local.clock.SteppedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LogGroupTest {
  private static final Instant EVER = Instant.MAX;

  private final SteppedClock clock = new SteppedClock(Instant.parse("2026-01-01T12:00:00.000900Z"));
  private final LogStore store = new LogStore(clock);
  private final LogGroup group = store.create("g");
  private final Instant noon = Instant.parse("2026-01-01T12:00:00Z");

  private static LogEvent event(int number, Instant at, String message) {
    return new LogEvent("g-%012d".formatted(number), "stream", at, message);
  }

  private void append(String... messages) {
    for (String message : messages) {
      group.append("stream", message);
      clock.advance(Duration.ofMillis(10));
    }
  }

  @Test
  void the_store_stamps_events_with_the_engines_time_to_the_millisecond() {
    append("a", "b");
    assertThat(group.page(Instant.EPOCH, EVER, 0, 10))
        .isEqualTo(
            new LogGroup.Page(
                List.of(event(0, noon, "a"), event(1, noon.plusMillis(10), "b")), 2, false));
  }

  @Test
  void a_window_includes_both_its_ends() {
    append("a", "b", "c", "d");
    assertThat(group.page(noon.plusMillis(10), noon.plusMillis(20), 0, 10).events())
        .extracting(LogEvent::message)
        .containsExactly("b", "c");
  }

  @Test
  void pages_go_on_where_the_last_one_ended() {
    append("a", "b", "c");
    LogGroup.Page first = group.page(Instant.EPOCH, EVER, 0, 2);
    LogGroup.Page second = group.page(Instant.EPOCH, EVER, first.next(), 2);
    assertThat(first)
        .isEqualTo(
            new LogGroup.Page(
                List.of(event(0, noon, "a"), event(1, noon.plusMillis(10), "b")), 2, true));
    assertThat(second)
        .isEqualTo(new LogGroup.Page(List.of(event(2, noon.plusMillis(20), "c")), 3, false));
  }

  @Test
  void what_is_appended_between_two_pages_comes_with_the_second() {
    append("a", "b");
    LogGroup.Page first = group.page(Instant.EPOCH, EVER, 0, 1);
    append("c");
    assertThat(group.page(Instant.EPOCH, EVER, first.next(), 10).events())
        .extracting(LogEvent::message)
        .containsExactly("b", "c");
  }

  @Test
  void a_start_behind_the_end_gives_an_empty_last_page() {
    append("a");
    assertThat(group.page(Instant.EPOCH, EVER, 7, 10))
        .isEqualTo(new LogGroup.Page(List.of(), 7, false));
  }

  @Test
  void creating_a_group_again_gives_the_one_that_is_there() {
    assertThat(store.create("g")).isSameAs(group);
    assertThat(store.find("g")).containsSame(group);
    assertThat(store.find("h")).isEmpty();
  }

  @Test
  void the_store_counts_the_events_of_all_groups() {
    append("a");
    store.create("h").append("stream", "b");
    assertThat(store.appended()).isEqualTo(2);
  }
}
