package dev.retrylab.harness.local.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.local.failure.EngineFailure;
import dev.retrylab.harness.local.failure.EngineFailures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SerialTasksTest {
  private final EngineFailures failures = new EngineFailures(() -> Instant.EPOCH);
  private final SerialTasks tasks = new SerialTasks("A task", failures);
  private final List<String> ran = new ArrayList<>();

  @Test
  void a_task_that_adds_another_one_ends_before_that_begins() {
    tasks.run(
        () -> {
          ran.add("first begins");
          tasks.run(() -> ran.add("second"));
          ran.add("first ends");
        });
    assertThat(ran).containsExactly("first begins", "first ends", "second");
  }

  @Test
  void a_chain_of_a_million_tasks_needs_no_deeper_stack_than_one() {
    tasks.run(() -> next(1_000_000));
    assertThat(failures.first()).isEmpty();
    assertThat(ran).containsExactly("last");
  }

  private void next(int left) {
    if (left == 0) {
      ran.add("last");
    } else {
      tasks.run(() -> next(left - 1));
    }
  }

  @Test
  void a_task_that_fails_is_reported_and_those_behind_it_run() {
    Error broken = new StackOverflowError("broken on purpose");
    tasks.add(
        () -> {
          throw broken;
        });
    tasks.run(() -> ran.add("behind"));
    tasks.run(() -> ran.add("later"));
    assertThat(ran).containsExactly("behind", "later");
    assertThat(failures.first())
        .containsExactly(new EngineFailure(Instant.EPOCH, "A task", broken));
  }
}
