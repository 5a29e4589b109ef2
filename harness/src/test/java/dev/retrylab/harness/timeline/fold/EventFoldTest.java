package dev.retrylab.harness.timeline.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.JournalRecord;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.InvocationEnded;
import dev.retrylab.harness.timeline.Observation.JournalOutcome;
import dev.retrylab.harness.timeline.Observation.JournalReceived;
import dev.retrylab.harness.timeline.Observation.Sent;
import dev.retrylab.harness.timeline.RecordOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An event that the consumer is invoked with")
class EventFoldTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  @DisplayName("is told by its attempts, numbered in their order under one request id")
  void attempts() {
    MessageHistory event = fold(List.of(failedAt(0), failedAt(60), failedAt(180)));
    assertThat(event.events(EventType.RECEIVED))
        .extracting(one -> one.receiveCount().orElseThrow())
        .containsExactly(1, 2, 3);
    assertThat(event.receives()).isEqualTo(3);
    assertThat(event.functionErrors()).isEqualTo(3);
    assertThat(event.phantoms()).isZero();
    assertThat(event.openReceives()).isEmpty();
    assertThat(event.fate()).isEqualTo(Fate.QUEUED);
  }

  @Test
  @DisplayName("is dead-lettered where the DLQ consumer got what the consumer did not send there")
  void kept() {
    MessageHistory event = fold(List.of(failedAt(0), List.of(atDlq("other", 1))));
    assertThat(event.fate()).isEqualTo(Fate.DEAD_LETTERED);
    assertThat(event.events(EventType.DLQ_RECEIVED))
        .extracting(one -> one.detail().orElseThrow())
        .containsExactly("kept by Lambda");
    assertThat(event.dlqCopies()).isEqualTo(1);
  }

  @Test
  @DisplayName("is forwarded where the consumer did send it there")
  void forwarded() {
    List<Observation> run =
        List.of(
            received(0),
            new JournalOutcome(
                record(FunctionRole.CONSUMER, "id", "r"),
                RecordOutcome.FORWARDED,
                Optional.of("E"),
                Optional.of("copy"),
                time(0)),
            new InvocationEnded(FunctionRole.CONSUMER, "r", Ending.OK, Optional.empty(), time(0)));
    MessageHistory event = fold(List.of(run, List.of(atDlq("copy", 1))));
    assertThat(event.fate()).isEqualTo(Fate.FORWARDED);
    assertThat(event.events(EventType.DEAD_LETTERED)).isEmpty();
  }

  @Test
  @DisplayName("is discarded with its last attempt, and not before")
  void discarded() {
    assertThat(discard(3, HOUR, 100, List.of(failedAt(0), failedAt(60))).fate())
        .isEqualTo(Fate.QUEUED);
    MessageHistory event = discard(2, HOUR, 100, List.of(failedAt(0), failedAt(60)));
    assertThat(event.fate()).isEqualTo(Fate.DISCARDED);
    assertThat(event.events(EventType.DISCARDED))
        .extracting(Event::sinceSent)
        .containsExactly(Duration.ofSeconds(60));
    assertThat(discard(1, HOUR, 100, List.of(List.of(received(0)))).fate()).isEqualTo(Fate.QUEUED);
  }

  @Test
  @DisplayName("is discarded where it is too old for another attempt, or was not heard of any more")
  void tooOld() {
    // The third attempt cannot come before 60 + 120 - 3 = 177 s.
    assertThat(discard(3, Duration.ofSeconds(176), 60, List.of(failedAt(0), failedAt(60))).fate())
        .isEqualTo(Fate.DISCARDED);
    assertThat(discard(3, Duration.ofSeconds(177), 60, List.of(failedAt(0), failedAt(60))).fate())
        .isEqualTo(Fate.QUEUED);
    // Until 20 s after its age.
    assertThat(discard(3, HOUR, 3_619, List.of()).fate()).isEqualTo(Fate.QUEUED);
    assertThat(discard(3, HOUR, 3_620, List.of()).fate()).isEqualTo(Fate.DISCARDED);
  }

  @Test
  @DisplayName("is discarded at once where reserved concurrency 0 leaves it no attempt")
  void neverRuns() {
    assertThat(discard(0, HOUR, 19, List.of()).fate()).isEqualTo(Fate.QUEUED);
    MessageHistory event = discard(0, HOUR, 20, List.of());
    assertThat(event.events(EventType.DISCARDED))
        .extracting(Event::sinceSent)
        .containsExactly(Duration.ZERO);
    assertThat(discard(0, HOUR, 100, List.of(List.of(received(5)))).fate())
        .as("it ran all the same")
        .isEqualTo(Fate.QUEUED);
  }

  private static MessageHistory discard(
      int attempts, Duration age, long watchedUntil, List<List<Observation>> parts) {
    return new DiscardInference(attempts, age, end -> end)
        .in(history(parts), time(watchedUntil))
        .messages()
        .get(0);
  }

  private static MessageHistory fold(List<List<Observation>> parts) {
    return history(parts).messages().get(0);
  }

  private static History history(List<List<Observation>> parts) {
    List<Observation> all = new ArrayList<>();
    parts.forEach(all::addAll);
    all.add(new Sent("m", "u", "id", Optional.empty(), time(0)));
    return TimelineFold.ofEvents("run", false).fold(all);
  }

  private static List<Observation> failedAt(long seconds) {
    return List.of(
        received(seconds),
        new JournalOutcome(
            record(FunctionRole.CONSUMER, "id", "r"),
            RecordOutcome.FAILED,
            Optional.of("E"),
            Optional.empty(),
            time(seconds)),
        new InvocationEnded(
            FunctionRole.CONSUMER, "r", Ending.ERROR, Optional.of("E"), time(seconds)));
  }

  private static Observation received(long seconds) {
    return new JournalReceived(record(FunctionRole.CONSUMER, "id", "r"), time(seconds));
  }

  private static Observation atDlq(String messageId, long seconds) {
    return new JournalReceived(record(FunctionRole.DLQ_CONSUMER, messageId, "d"), time(seconds));
  }

  private static JournalRecord record(FunctionRole function, String messageId, String requestId) {
    return new JournalRecord(
        function,
        Optional.of("run"),
        Optional.of("m"),
        Optional.of("u"),
        messageId,
        Optional.empty(),
        1,
        requestId,
        time(0),
        time(0),
        false);
  }

  private static Instant time(long seconds) {
    return Instant.EPOCH.plusSeconds(seconds);
  }
}
