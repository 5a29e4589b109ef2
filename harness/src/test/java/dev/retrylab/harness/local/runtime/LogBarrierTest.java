package dev.retrylab.harness.local.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LogBarrierTest {
  private final LogBarrier barrier = new LogBarrier(2);
  private final List<String> passed = new ArrayList<>();

  private long ask(String name) {
    return barrier.request(() -> passed.add(name));
  }

  @Test
  void is_passed_when_the_marker_was_read_from_every_channel() {
    long marker = ask("a");
    barrier.markerRead(marker);
    assertThat(passed).isEmpty();
    barrier.markerRead(marker);
    assertThat(passed).containsExactly("a");
  }

  @Test
  void is_passed_once() {
    long marker = ask("a");
    barrier.markerRead(marker);
    barrier.markerRead(marker);
    barrier.markerRead(marker);
    barrier.close();
    assertThat(passed).containsExactly("a");
  }

  @Test
  void tells_markers_apart() {
    long first = ask("a");
    long second = ask("b");
    barrier.markerRead(second);
    barrier.markerRead(first);
    barrier.markerRead(second);
    assertThat(passed).containsExactly("b");
  }

  @Test
  void ignores_a_marker_that_nobody_requested() {
    barrier.markerRead(7);
    assertThat(passed).isEmpty();
  }

  @Test
  void is_passed_when_the_channels_have_ended() {
    long half = ask("a");
    barrier.markerRead(half);
    ask("b");
    barrier.close();
    assertThat(passed).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void is_passed_at_once_after_the_end() {
    barrier.close();
    ask("late");
    assertThat(passed).containsExactly("late");
  }

  @Test
  void takes_a_request_while_another_marker_passes() {
    long marker = barrier.request(() -> ask("inner"));
    barrier.markerRead(marker);
    barrier.markerRead(marker);
    barrier.close();
    assertThat(passed).containsExactly("inner");
  }
}
