package dev.retrylab.harness.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MarksTest {
  private final Marks marks = new Marks(2);
  private final List<String> passed = new ArrayList<>();

  private long ask(String name) {
    return marks.next(() -> passed.add(name));
  }

  @Test
  void a_mark_has_passed_when_every_channel_has_brought_it() {
    long mark = ask("a");
    marks.seen(mark);
    assertThat(passed).isEmpty();
    marks.seen(mark);
    assertThat(passed).containsExactly("a");
  }

  @Test
  void a_mark_passes_once() {
    long mark = ask("a");
    marks.seen(mark);
    marks.seen(mark);
    marks.seen(mark);
    marks.closeAll();
    assertThat(passed).containsExactly("a");
  }

  @Test
  void marks_are_told_apart() {
    long first = ask("a");
    long second = ask("b");
    marks.seen(second);
    marks.seen(first);
    marks.seen(second);
    assertThat(passed).containsExactly("b");
  }

  @Test
  void a_mark_that_nobody_asked_for_means_nothing() {
    marks.seen(7);
    assertThat(passed).isEmpty();
  }

  @Test
  void the_end_of_the_channels_lets_everything_pass() {
    long half = ask("a");
    marks.seen(half);
    ask("b");
    marks.closeAll();
    assertThat(passed).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void after_the_end_a_mark_passes_at_once() {
    marks.closeAll();
    ask("late");
    assertThat(passed).containsExactly("late");
  }

  @Test
  void a_mark_may_be_asked_for_while_another_passes() {
    long mark = marks.next(() -> ask("inner"));
    marks.seen(mark);
    marks.seen(mark);
    marks.closeAll();
    assertThat(passed).containsExactly("inner");
  }
}
