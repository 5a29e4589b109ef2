package dev.retrylab.harness.expect.prediction;

import static dev.retrylab.harness.expect.prediction.Predicted.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.timeline.Fate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PredictionValuesTest {
  private static final IntRange ONE_TO_THREE = new IntRange(1, 3);

  @Test
  void a_range_contains_its_ends_and_what_lies_between() {
    assertThat(IntStream.of(0, 1, 3, 4).mapToObj(ONE_TO_THREE::contains))
        .containsExactly(false, true, true, false);
    assertThat(
            Stream.of(
                    new IntRange(1, 3), new IntRange(2, 2), new IntRange(0, 2), new IntRange(2, 4))
                .map(ONE_TO_THREE::contains))
        .containsExactly(true, true, false, false);
  }

  @Test
  void a_range_is_told_in_words() {
    assertThat(ONE_TO_THREE.words()).isEqualTo("1..3");
    assertThat(IntRange.exactly(2).words()).isEqualTo("2");
    assertThat(new IntRange(3, Integer.MAX_VALUE).words()).isEqualTo("at least 3");
  }

  @Test
  void due_times_tell_two_expectations_apart_though_the_same_observation_fits_both() {
    MessagePrediction silent = Predicted.ending(Fate.DEAD_LETTERED).received(0, 30).message();
    MessagePrediction due =
        Predicted.ending(Fate.DEAD_LETTERED).received(0, 30).failingAt(seconds(0, 30)).message();
    assertThat(silent.fitsTheSameAs(due)).isTrue();
    assertThat(silent.expectsTheSameAs(due)).isFalse();
    assertThat(silent.expectsTheSameAs(silent)).isTrue();
    assertThat(silent.fitsTheSameAs(Predicted.ending(Fate.CONSUMED).received(0, 30).message()))
        .isFalse();
  }

  @Test
  void what_is_not_expected_is_not_the_same_as_what_stays_in_its_queue_for_a_reason() {
    MessagePrediction stays =
        MessagePrediction.NOT_EXPECTED.alsoBecause(new Rule("id", "It stays.", "a page"));
    assertThat(MessagePrediction.NOT_EXPECTED.isAbsent()).isTrue();
    assertThat(stays.isAbsent()).isFalse();
    assertThat(stays.expectsTheSameAs(MessagePrediction.NOT_EXPECTED)).isFalse();
  }
}
