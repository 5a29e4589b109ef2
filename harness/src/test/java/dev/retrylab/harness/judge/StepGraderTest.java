package dev.retrylab.harness.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.StepPrediction;
import dev.retrylab.harness.timeline.StepResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StepGraderTest {
  private static final StepPrediction LOOK =
      new StepPrediction(1, "look", Map.of("messages", new IntRange(1, 2)));

  private static MessageVerdict graded(StepPrediction expected, Map<String, Long> brought) {
    StepResult result = new StepResult(1, Instant.EPOCH, brought, Optional.empty());
    return StepGrader.grade("guess", expected, List.of(result));
  }

  private static MessageVerdict step(Verdict verdict, String... reasons) {
    return new MessageVerdict("guess", verdict, List.of(reasons));
  }

  @Test
  void a_step_that_brings_what_is_expected_is_a_match() {
    assertThat(graded(LOOK, Map.of("messages", 2L))).isEqualTo(step(Verdict.MATCH));
  }

  @Test
  void one_that_brings_something_else_contradicts() {
    assertThat(graded(LOOK, Map.of("messages", 3L)))
        .isEqualTo(step(Verdict.DIVERGED, "look: messages 3, not 1 to 2"));
    StepPrediction slow =
        new StepPrediction(1, "move", Map.of("seconds", new IntRange(3, Integer.MAX_VALUE)));
    assertThat(graded(slow, Map.of("seconds", 2L)).reasons())
        .containsExactly("move: seconds 2, not at least 3");
  }

  @Test
  void one_whose_outcome_is_not_known_decides_nothing() {
    assertThat(graded(LOOK, Map.of()))
        .isEqualTo(step(Verdict.INCONCLUSIVE, "look: messages is not known"));
    assertThat(StepGrader.grade("guess", LOOK, List.of()).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }
}
