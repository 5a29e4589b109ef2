package dev.retrylab.harness.judge;

import static dev.retrylab.harness.judge.Articles.*;
import static dev.retrylab.harness.judge.Expected.*;
import static dev.retrylab.harness.timeline.fold.Story.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.judge.Watch.Assessment;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.Observation;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WatchTest {

  private static final Watch WATCH =
      new Watch(List.of(documented(), asyncRetriesApply()), CONDITIONS);
  private static final List<String> BOTH = List.of("documented", "async-retries-apply");

  /** The article as far as it has come by the given time. */
  private static Assessment articleAt(long millis) {
    Observation[] sofar =
        Arrays.stream(observed())
            .filter(observation -> !observation.at().isAfter(at(millis)))
            .toArray(Observation[]::new);
    return WATCH.assess(fold(sofar), at(millis), LAG);
  }

  @Test
  void before_the_first_receive_everything_is_waited_for() {
    assertThat(articleAt(10))
        .isEqualTo(
            new Assessment(
                false,
                List.of("m1: not yet received", "m2: not yet received"),
                BOTH,
                Optional.empty(),
                Optional.of(new NextExpected("m1", "receive 1", at(0)))));
  }

  @Test
  void between_the_receives_the_next_retry_is_expected() {
    assertThat(articleAt(15_000))
        .isEqualTo(
            new Assessment(
                false,
                List.of("m2: neither deleted nor dead-lettered yet (1 receive seen)"),
                BOTH,
                Optional.empty(),
                Optional.of(new NextExpected("m2", "receive 2", at(30_000)))));
  }

  @Test
  void after_the_last_receive_the_dead_letter_queue_is_expected() {
    assertThat(articleAt(45_000).nextExpected())
        .contains(new NextExpected("m2", "dead-letter queue", at(60_000)));
  }

  @Test
  void a_forwarded_message_is_not_done_before_its_copy_is_seen() {
    assertThat(articleAt(35).waitedFor())
        .contains(
            "m1: copies that the consumer sent to the dead-letter queue received there: 0 of 1");
  }

  @Test
  void when_all_is_found_the_watch_goes_on_until_the_guess_would_have_shown_its_third_error() {
    Assessment complete = articleAt(60_060);
    assertThat(complete)
        .isEqualTo(
            new Assessment(true, List.of(), BOTH, Optional.of(at(61_200)), Optional.empty()));
    assertThat(complete.done(at(61_199))).isFalse();
    assertThat(complete.done(at(61_200))).isTrue();
  }

  @Test
  void then_only_the_documented_rules_are_in_play() {
    Assessment quiet = articleAt(61_200);
    assertThat(quiet.inPlay()).containsExactly("documented");
    assertThat(quiet.done(at(61_200))).isTrue();
  }

  @Test
  void a_consumed_message_is_watched_until_it_would_have_come_back() {
    History history = fold(all(new Observation[] {sent("m3", 0)}, goodRun("m3", 1, "r1", 20)));
    Assessment assessment =
        new Watch(List.of(only("h", Map.entry("m3", succeeds()))), CONDITIONS)
            .assess(history, at(40), LAG);
    assertThat(assessment.watchUntil()).contains(at(30_020 + 1_000 + 200));
  }

  @Test
  void a_longer_ingestion_lag_makes_the_watch_longer() {
    assertThat(WATCH.assess(history(), at(60_060), Duration.ofSeconds(10)).watchUntil())
        .contains(at(71_000));
  }

  @Test
  void a_hypothesis_that_something_contradicts_already_does_not_make_the_watch_longer() {
    Watch watch =
        new Watch(
            List.of(documented(), only("never-redriven", Map.entry("m2", succeeds()))), CONDITIONS);
    Assessment assessment = watch.assess(history(), at(60_060), LAG);
    assertThat(assessment.inPlay()).containsExactly("documented");
    assertThat(assessment.watchUntil()).contains(at(31_220));
  }

  @Test
  void a_message_that_is_not_sent_yet_is_waited_for() {
    History history = fold(all(new Observation[] {sent("m3", 0)}, goodRun("m3", 1, "r1", 20)));
    Assessment assessment =
        new Watch(
                List.of(only("h", Map.entry("m3", succeeds()), Map.entry("m4", succeeds()))),
                CONDITIONS)
            .assess(history, at(40), LAG);
    assertThat(assessment.waitedFor()).containsExactly("m4: not yet sent");
    assertThat(assessment.complete()).isFalse();
  }
}
