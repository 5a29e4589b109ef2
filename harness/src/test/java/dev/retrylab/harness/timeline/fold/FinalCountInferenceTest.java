package dev.retrylab.harness.timeline.fold;

import static dev.retrylab.harness.timeline.fold.Story.all;
import static dev.retrylab.harness.timeline.fold.Story.at;
import static dev.retrylab.harness.timeline.fold.Story.failedRun;
import static dev.retrylab.harness.timeline.fold.Story.fold;
import static dev.retrylab.harness.timeline.fold.Story.goodRun;
import static dev.retrylab.harness.timeline.fold.Story.received;
import static dev.retrylab.harness.timeline.fold.Story.sent;
import static dev.retrylab.harness.timeline.fold.Story.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.QueueCounts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What became of messages that no log shows an end of, by the counts when the watch is over. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FinalCountInferenceTest {
  private static final long LONG_AFTER = 300_000;

  private static Optional<QueueCounts> counts(long inSource, long inDlq) {
    return Optional.of(new QueueCounts(at(LONG_AFTER), inSource, inDlq));
  }

  private static List<Fate> fates(History history, Optional<QueueCounts> counts) {
    return FinalCountInference.in(history, counts, at(LONG_AFTER)).messages().stream()
        .map(MessageHistory::fate)
        .toList();
  }

  /** One that was consumed, and one of which the last run failed. */
  private static final History ONE_LEFT =
      fold(
          all(
              new Observation[] {sent("m1", 0), sent("m2", 0)},
              goodRun("m1", 1, "r1", 10),
              failedRun("m2", 1, "r2", 10)));

  @Test
  void it_is_queued_where_the_queue_holds_as_many() {
    assertThat(fates(ONE_LEFT, counts(1, 0))).containsExactly(Fate.CONSUMED, Fate.QUEUED);
  }

  @Test
  void it_has_not_expired_where_the_queue_still_holds_it() {
    ExpiryInference minute = new ExpiryInference(Duration.ofSeconds(60), end -> end);
    History expired = minute.in(ONE_LEFT, at(LONG_AFTER));
    assertThat(fates(expired, Optional.empty())).containsExactly(Fate.CONSUMED, Fate.EXPIRED);
    assertThat(fates(expired, counts(0, 0))).containsExactly(Fate.CONSUMED, Fate.EXPIRED);
    assertThat(FinalCountInference.any(expired)).isTrue();
    MessageHistory held =
        FinalCountInference.in(expired, counts(1, 0), at(LONG_AFTER)).messages().get(1);
    assertThat(held.fate()).isEqualTo(Fate.UNKNOWN);
    assertThat(held.events(EventType.EXPIRED)).isEmpty();
    assertThat(held.functionErrors()).isEqualTo(1);
  }

  @Test
  void what_expired_in_the_dead_letter_queue_is_not_in_the_source_queue() {
    RedrivePolicy policy =
        new RedrivePolicy(
            1,
            key -> Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            /* countsFromSending= */ false,
            /* dlqReceived= */ true);
    ExpiryInference expiry =
        new ExpiryInference(Duration.ofDays(4), Optional.of(policy), end -> end);
    History expired = expiry.in(ONE_LEFT, at(LONG_AFTER));
    assertThat(fates(expired, counts(1, 0))).containsExactly(Fate.CONSUMED, Fate.EXPIRED);
    assertThat(FinalCountInference.any(expired)).isFalse();
  }

  @Test
  void it_is_lost_where_no_queue_holds_it_and_its_runs_gave_it_back() {
    assertThat(fates(ONE_LEFT, counts(0, 0))).containsExactly(Fate.CONSUMED, Fate.LOST);
    assertThat(fates(fold(sent("m1", 0)), counts(0, 0))).containsExactly(Fate.LOST);
  }

  @Test
  void it_may_be_in_the_dead_letter_queue_unseen() {
    assertThat(fates(ONE_LEFT, counts(0, 1))).containsExactly(Fate.CONSUMED, Fate.UNKNOWN);
  }

  @Test
  void counts_that_do_not_account_for_all_tell_nothing() {
    History two = fold(sent("m1", 0), sent("m2", 0));
    assertThat(fates(two, counts(1, 0))).containsExactly(Fate.UNKNOWN, Fate.UNKNOWN);
    assertThat(fates(two, counts(3, 0))).containsExactly(Fate.UNKNOWN, Fate.UNKNOWN);
    assertThat(fates(two, Optional.empty())).containsExactly(Fate.UNKNOWN, Fate.UNKNOWN);
  }

  @Test
  void counts_that_may_not_have_come_to_rest_do_not_tell_that_one_is_lost() {
    assertThat(fates(ONE_LEFT, Optional.of(new QueueCounts(at(60_019), 0, 0))))
        .containsExactly(Fate.CONSUMED, Fate.UNKNOWN);
    assertThat(fates(ONE_LEFT, Optional.of(new QueueCounts(at(60_020), 0, 0))))
        .containsExactly(Fate.CONSUMED, Fate.LOST);
  }

  @Test
  void counts_from_long_after_the_log_could_be_read_tell_nothing() {
    assertThat(FinalCountInference.in(ONE_LEFT, counts(0, 0), at(LONG_AFTER - 60_001)).messages())
        .extracting(MessageHistory::fate)
        .containsExactly(Fate.CONSUMED, Fate.UNKNOWN);
  }

  @Test
  void it_was_deleted_after_a_good_run_of_which_no_end_is_logged() {
    History history =
        fold(sent("m1", 0), received("m1", 1, "r1", 10), succeeded("m1", 1, "r1", 12));
    assertThat(fates(history, counts(1, 0))).containsExactly(Fate.QUEUED);
    MessageHistory deleted =
        FinalCountInference.in(history, counts(0, 0), at(LONG_AFTER)).messages().get(0);
    assertThat(deleted.fate()).isEqualTo(Fate.CONSUMED);
    assertThat(deleted.openReceives()).isEmpty();
    assertThat(deleted.events(EventType.DELETED))
        .containsExactly(
            Story.event(
                EventType.DELETED,
                "m1",
                1,
                "r1",
                12,
                "inferred from the source queue's own count, which holds it no more"));
  }

  @Test
  void a_run_that_is_open_may_have_been_a_success() {
    assertThat(fates(fold(sent("m1", 0), received("m1", 1, "r1", 10)), counts(0, 0)))
        .containsExactly(Fate.UNKNOWN);
    History untold =
        fold(sent("m1", 0), received("m1", 1, "r1", 10), Story.ended("r1", Ending.UNKNOWN, 12));
    assertThat(fates(untold, counts(0, 0))).containsExactly(Fate.UNKNOWN);
  }

  @Test
  void an_invocation_that_nobody_explains_may_have_had_it() {
    History history = fold(sent("m1", 0), Story.ended("x", Ending.UNKNOWN, 10));
    assertThat(fates(history, counts(0, 0))).containsExactly(Fate.UNKNOWN);
  }
}
