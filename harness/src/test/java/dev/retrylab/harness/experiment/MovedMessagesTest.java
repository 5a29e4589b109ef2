package dev.retrylab.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.store.RunId;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.JournalRecord;
import dev.retrylab.harness.timeline.Observation.HarnessReceived;
import dev.retrylab.harness.timeline.Observation.JournalReceived;
import dev.retrylab.harness.timeline.Observation.Sent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MovedMessagesTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant MOVE = START.plusSeconds(100);
  private static final RunId RUN = new RunId("run");
  private static final Sent ORIGINAL = new Sent("m", "2", "id-1", Optional.empty(), START);

  private static JournalRecord record(FunctionRole by, String id, Instant sent, String request) {
    return new JournalRecord(
        by,
        Optional.of("run"),
        Optional.of("m"),
        Optional.of("2"),
        id,
        Optional.empty(),
        1,
        request,
        sent,
        sent,
        false);
  }

  private static JournalReceived logged(FunctionRole by, String id, Instant sent) {
    return new JournalReceived(record(by, id, sent, "request"), sent);
  }

  @Test
  void are_known_by_their_first_receive_outside_of_the_dead_letter_queue() {
    Instant again = MOVE.plusSeconds(200);
    assertThat(
            MovedMessages.in(
                List.of(
                    new HarnessReceived(record(FunctionRole.CONSUMER, "id-3", again, ""), again),
                    logged(FunctionRole.CONSUMER, "id-1", START),
                    logged(FunctionRole.CONSUMER, "id-2", MOVE),
                    logged(FunctionRole.CONSUMER, "id-2", MOVE)),
                RUN,
                MOVE,
                List.of(ORIGINAL)))
        .containsExactly(
            new Sent("m#2", "2", "id-2", Optional.empty(), MOVE),
            new Sent("m#3", "2", "id-3", Optional.empty(), again));
  }

  @Test
  void are_neither_copies_in_the_dead_letter_queue_nor_what_was_sent_before_any_move() {
    assertThat(
            MovedMessages.in(
                List.of(
                    logged(FunctionRole.DLQ_CONSUMER, "copy", MOVE),
                    logged(FunctionRole.CONSUMER, "resent", START.plusSeconds(1))),
                RUN,
                MOVE,
                List.of(ORIGINAL)))
        .isEmpty();
  }
}
