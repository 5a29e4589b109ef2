package dev.retrylab.harness.expect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.timeline.Fate;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Compares the sets of a prediction with a line such as {@code 1..2 errors 0..2 copies 1..3}. */
final class PredictionAssert {
  private PredictionAssert() {}

  /** Receives, errors, DLQ copies, DLQ receive count ("-" if none) and fates in one line. */
  static String sets(MessagePrediction prediction) {
    return "receives %s, errors %s%s, dlq copies %s, dlq count %s, %s"
        .formatted(
            prediction.receives(),
            prediction.functionErrors(),
            prediction.unprocessed().max() == 0 ? "" : ", unprocessed " + prediction.unprocessed(),
            prediction.dlqCopies(),
            prediction.dlqReceiveCount().map(IntRange::toString).orElse("-"),
            prediction.fates().stream().map(Fate::word).collect(Collectors.joining(" or ")));
  }

  /** Asserts that an observation, made somewhere, lies inside the prediction. */
  static void assertHolds(
      MessagePrediction prediction, int receives, int errors, Fate fate, int copies, int... count) {
    assertThat(prediction.receives().contains(receives)).as("receives").isTrue();
    assertThat(prediction.functionErrors().contains(errors)).as("errors").isTrue();
    assertThat(prediction.fates()).contains(fate);
    assertThat(prediction.dlqCopies().contains(copies)).as("copies").isTrue();
    Optional<IntRange> allowed = prediction.dlqReceiveCount();
    assertThat(Arrays.stream(count).allMatch(seen -> allowed.orElseThrow().contains(seen)))
        .as("dlq receive count")
        .isTrue();
  }
}
