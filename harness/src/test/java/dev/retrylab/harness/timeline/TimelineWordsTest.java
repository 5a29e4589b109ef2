package dev.retrylab.harness.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrylab.harness.timeline.fold.Story;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The words of files and journal lines, and what a line may say. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TimelineWordsTest {

  @Test
  void types_of_events_have_the_words_that_files_and_reports_share() {
    assertThat(Arrays.stream(EventType.values()).map(EventType::word))
        .containsExactlyInAnyOrder(
            "sent",
            "received",
            "succeeded",
            "failed",
            "unprocessed",
            "timed-out",
            "crashed",
            "ended",
            "forwarded",
            "dead-lettered",
            "dlq-received",
            "deleted",
            "expired",
            "discarded",
            "phantom-receive");
  }

  @Test
  void functions_are_known_by_the_word_of_the_journal_line() {
    assertThat(FunctionRole.byWord("consumer")).contains(FunctionRole.CONSUMER);
    assertThat(FunctionRole.byWord("dlq-consumer")).contains(FunctionRole.DLQ_CONSUMER);
    assertThat(FunctionRole.byWord("producer")).isEmpty();
  }

  @Test
  void outcomes_are_known_by_the_word_of_the_journal_line() {
    for (RecordOutcome outcome : RecordOutcome.values()) {
      assertThat(RecordOutcome.byWord(outcome.word())).contains(outcome);
    }
    assertThat(Arrays.stream(RecordOutcome.values()).map(RecordOutcome::word))
        .containsExactlyInAnyOrder("succeeded", "failed", "forwarded", "unprocessed", "bad-answer");
    assertThat(RecordOutcome.byWord("lost")).isEmpty();
  }

  @Test
  void each_clock_says_what_its_times_are() {
    assertThat(Arrays.stream(ClockKind.values()).map(ClockKind::word))
        .containsExactly("virtual", "real");
    assertThat(Arrays.stream(ClockKind.values()).map(ClockKind::sentence))
        .containsExactly(
            "Times are of the virtual clock, which skips idle time.",
            "Times are of the wall clock.");
  }

  private static JournalRecord record(int count, Instant sent, Instant received, String group) {
    return new JournalRecord(
        FunctionRole.CONSUMER,
        Optional.of("run"),
        Optional.of("m1"),
        Optional.of("1"),
        "id",
        Optional.of(group),
        count,
        "r1",
        sent,
        received,
        false);
  }

  @Test
  void a_line_may_count_a_receive_every_twelve_seconds_for_fourteen_days_and_no_more() {
    assertThat(record(100_000, Story.START, Story.START, "g").receiveCount()).isEqualTo(100_000);
    assertThatThrownBy(() -> record(100_001, Story.START, Story.START, "g"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a receive count of 100001");
  }

  @Test
  void a_line_may_name_times_of_this_age_and_no_later_ones() {
    Instant last = Instant.parse("9999-12-31T00:00:00Z");
    JournalRecord latest = record(1, last, last, "g");
    assertThat(List.of(latest.sentTimestamp(), latest.firstReceiveTimestamp()))
        .containsExactly(last, last);
    assertThatThrownBy(() -> record(1, last.plusMillis(1), last, "g"))
        .hasMessage("a time after the year 9999");
    assertThatThrownBy(() -> record(1, last, last.plusMillis(1), "g"))
        .hasMessage("a time after the year 9999");
  }

  @Test
  void records_are_the_same_where_all_of_them_is() {
    JournalRecord one = record(1, Story.at(1), Story.at(2), "g");
    assertThat(one)
        .isEqualTo(record(1, Story.at(1), Story.at(2), "g"))
        .isNotEqualTo(record(2, Story.at(1), Story.at(2), "g"))
        .isNotEqualTo(record(1, Story.at(3), Story.at(2), "g"))
        .isNotEqualTo(record(1, Story.at(1), Story.at(3), "g"))
        .isNotEqualTo(record(1, Story.at(1), Story.at(2), "h"))
        .isNotEqualTo(one.movedToDlq(true))
        .isNotEqualTo(null);
  }

  @Test
  void histories_are_the_same_where_all_of_them_is() {
    Event sent = Story.event(EventType.SENT, "m1", OptionalInt.empty(), 0, "");
    MessageHistory one = new MessageHistory("m1", "1", "id", Optional.of("g"), List.of(sent));
    assertThat(List.of(one.key(), one.userId(), one.messageId())).containsExactly("m1", "1", "id");
    assertThat(one)
        .isEqualTo(new MessageHistory("m1", "1", "id", Optional.of("g"), List.of(sent)))
        .isNotEqualTo(new MessageHistory("m2", "1", "id", Optional.of("g"), List.of(sent)))
        .isNotEqualTo(new MessageHistory("m1", "2", "id", Optional.of("g"), List.of(sent)))
        .isNotEqualTo(new MessageHistory("m1", "1", "ie", Optional.of("g"), List.of(sent)))
        .isNotEqualTo(new MessageHistory("m1", "1", "id", Optional.of("h"), List.of(sent)))
        .isNotEqualTo(new MessageHistory("m1", "1", "id", Optional.of("g"), List.of()));
  }

  @Test
  void messages_stand_in_the_order_of_their_keys_and_unknown_ones_behind() {
    History history =
        new History(
            List.of(Story.message("m1"), Story.message("m2"), Story.message("m3")),
            Story.START,
            List.of(),
            List.of(),
            0,
            0);
    assertThat(history.inOrder(List.of("m3", "m2", "m3")).messages())
        .extracting(MessageHistory::key)
        .containsExactly("m3", "m2", "m1");
    assertThat(history.byKey()).containsOnlyKeys("m1", "m2", "m3");
    assertThat(history.byKey().get("m2")).isEqualTo(Story.message("m2"));
  }
}
