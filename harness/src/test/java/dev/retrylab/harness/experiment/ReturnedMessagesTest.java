package dev.retrylab.harness.experiment;

import static dev.retrylab.harness.timeline.fold.Story.all;
import static dev.retrylab.harness.timeline.fold.Story.at;
import static dev.retrylab.harness.timeline.fold.Story.failedRun;
import static dev.retrylab.harness.timeline.fold.Story.received;
import static dev.retrylab.harness.timeline.fold.Story.redriven;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.retrylab.harness.store.RunId;
import dev.retrylab.harness.timeline.BroughtBack;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.HarnessReceived;
import dev.retrylab.harness.timeline.Observation.JournalReceived;
import dev.retrylab.harness.timeline.Observation.Sent;
import dev.retrylab.harness.timeline.fold.Story;
import dev.retrylab.harness.timeline.fold.TimelineFold;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Move tasks of an engine that keeps the id and the count of what it moves. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReturnedMessagesTest {

  private static History history(Observation[] story) {
    List<Observation> told =
        new ArrayList<>(ReturnedMessages.toldApart(List.of(story), at(150_000)));
    Sent poison = (Sent) Story.sent("m2", 0);
    told.add(poison);
    told.addAll(MovedMessages.in(told, new RunId(Story.RUN_ID), at(150_000), List.of(poison)));
    return TimelineFold.ofMessages(Story.RUN_ID, OptionalInt.of(2), /* itemFailures= */ false)
        .fold(told);
  }

  private static Observation[] look(int count, long millis) {
    JournalReceived seen = (JournalReceived) redriven("m2", count, "", millis)[0];
    return new Observation[] {new HarnessReceived(seen.record(), at(millis))};
  }

  @Test
  void what_comes_back_with_its_id_and_count_is_told_as_a_message_of_its_own() {
    History history =
        history(
            all(
                failedRun("m2", 1, "r1", 10),
                failedRun("m2", 2, "r2", 30_010),
                look(3, 130_000),
                failedRun("m2", 4, "r3", 151_000),
                look(5, 280_000)));
    assertThat(history.messages())
        .extracting(
            MessageHistory::key,
            MessageHistory::fate,
            message -> message.events(EventType.RECEIVED).size(),
            MessageHistory::functionErrors,
            MessageHistory::phantoms)
        .containsExactly(
            tuple("m2", Fate.DEAD_LETTERED, 2, 2, 0), tuple("m2#2", Fate.DEAD_LETTERED, 1, 1, 0));
    assertThat(history.messages().get(1).sentAt()).isEqualTo(at(151_000));
    assertThat(history.messages())
        .extracting(message -> BroughtBack.isSo(message.messageId()))
        .containsExactly(false, true);
  }

  @Test
  void a_late_receive_of_what_was_not_moved_is_its_own() {
    History history =
        history(
            all(
                failedRun("m2", 1, "r1", 10),
                new Observation[] {received("m2", 2, "r2", 160_000)}));
    assertThat(history.messages())
        .extracting(MessageHistory::key, MessageHistory::receives)
        .containsExactly(tuple("m2", 2));
  }
}
