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
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A message with a retention of 60 s")
class ExpiryInferenceTest {
  private static final ExpiryInference MINUTE =
      new ExpiryInference(Duration.ofSeconds(60), end -> end.plusSeconds(5));

  @Test
  @DisplayName("has expired once the log was read 5 s past its end and nothing came of it")
  void expired() {
    assertThat(at(64, failedAt(30)).fate()).isEqualTo(Fate.QUEUED);
    MessageHistory gone = at(65, failedAt(30));
    assertThat(gone.fate()).isEqualTo(Fate.EXPIRED);
    assertThat(gone.events(EventType.EXPIRED))
        .extracting(Event::sinceSent)
        .containsExactly(Duration.ofSeconds(60));
  }

  @Test
  @DisplayName("has not expired while a run of it has not ended, or where it was received since")
  void notYet() {
    assertThat(at(90, List.of(received(59))).fate()).isEqualTo(Fate.QUEUED);
    assertThat(at(90, failedAt(61)).fate()).isEqualTo(Fate.QUEUED);
  }

  @Test
  @DisplayName("has not expired where it was consumed")
  void consumed() {
    List<Observation> run =
        List.of(
            received(10),
            new JournalOutcome(
                record(), RecordOutcome.SUCCEEDED, Optional.empty(), Optional.empty(), time(10)),
            new InvocationEnded(FunctionRole.CONSUMER, "r", Ending.OK, Optional.empty(), time(11)));
    assertThat(at(90, run).fate()).isEqualTo(Fate.CONSUMED);
  }

  @Test
  @DisplayName("expires in the source queue while a receive still hides it")
  void hidden() {
    RedrivePolicy later =
        new RedrivePolicy(2, key -> Duration.ofSeconds(40), Duration.ofDays(14), true, true);
    MessageHistory gone = at(expiry(later), 65, failedAt(30));
    assertThat(endings(gone))
        .containsExactly(
            "expired at 60: inferred: the source queue's retention, 60 s from the sending, was over"
                + " while receive 1 still hid it");
    assertThat(gone.expiredInDlq()).isFalse();
  }

  /** Its one receive at 10 s hides it for 20 s, so that it moves at 30 s. */
  @Test
  @DisplayName("is gone with the move where a standard dead-letter queue keeps nothing that old")
  void goneWithTheMove() {
    ExpiryInference expiry =
        expiry(new RedrivePolicy(1, key -> Duration.ofSeconds(20), seconds(25), true, true));
    assertThat(at(expiry, 34, failedAt(10)).fate()).isEqualTo(Fate.QUEUED);
    MessageHistory gone = at(expiry, 35, failedAt(10));
    assertThat(gone.fate()).isEqualTo(Fate.EXPIRED);
    assertThat(gone.expiredInDlq()).isTrue();
    assertThat(endings(gone))
        .containsExactly(
            "dead-lettered at 30: inferred: all its receives are used up",
            "expired at 30: inferred: the dead-letter queue's retention, 25 s from the sending, was"
                + " over when it moved there, so that it was gone with the move");
  }

  @Test
  @DisplayName("expires in the dead-letter queue, a FIFO one counting from the move")
  void expiresInDlq() {
    RedrivePolicy standard =
        new RedrivePolicy(1, key -> Duration.ofSeconds(20), seconds(45), true, true);
    assertThat(endings(at(expiry(standard), 50, failedAt(10))))
        .contains(
            "expired at 45: inferred: the dead-letter queue's retention, 45 s from the sending, was"
                + " over before anything received it there");
    RedrivePolicy fifo =
        new RedrivePolicy(1, key -> Duration.ofSeconds(20), seconds(45), false, true);
    assertThat(at(expiry(fifo), 79, failedAt(10)).fate()).isEqualTo(Fate.QUEUED);
    assertThat(endings(at(expiry(fifo), 80, failedAt(10))))
        .contains(
            "expired at 75: inferred: the dead-letter queue's retention, 45 s from the move, was"
                + " over before anything received it there");
  }

  @Test
  @DisplayName("says nothing where it moved to a dead-letter queue that nothing receives from")
  void unreceived() {
    RedrivePolicy kept =
        new RedrivePolicy(1, key -> Duration.ofSeconds(20), seconds(45), true, false);
    assertThat(at(expiry(kept), 90, failedAt(10)).fate()).isEqualTo(Fate.QUEUED);
    RedrivePolicy gone =
        new RedrivePolicy(1, key -> Duration.ofSeconds(20), seconds(25), true, false);
    assertThat(at(expiry(gone), 90, failedAt(10)).fate()).isEqualTo(Fate.EXPIRED);
  }

  private static ExpiryInference expiry(RedrivePolicy redrive) {
    return new ExpiryInference(
        Duration.ofSeconds(60), Optional.of(redrive), end -> end.plusSeconds(5));
  }

  private static List<String> endings(MessageHistory message) {
    return message.events().stream()
        .filter(
            event -> event.type() == EventType.DEAD_LETTERED || event.type() == EventType.EXPIRED)
        .map(
            event ->
                "%s at %d: %s"
                    .formatted(
                        event.type().word(),
                        event.sinceSent().toSeconds(),
                        event.detail().orElseThrow()))
        .toList();
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static MessageHistory at(long watchedUntil, List<Observation> run) {
    return at(MINUTE, watchedUntil, run);
  }

  private static MessageHistory at(
      ExpiryInference expiry, long watchedUntil, List<Observation> run) {
    List<Observation> all = new ArrayList<>(run);
    all.add(new Sent("m", "u", "id", Optional.empty(), time(0)));
    History history = TimelineFold.ofMessages("run", OptionalInt.empty(), false).fold(all);
    return expiry.in(history, time(watchedUntil)).messages().get(0);
  }

  private static List<Observation> failedAt(long seconds) {
    return List.of(
        received(seconds),
        new JournalOutcome(
            record(), RecordOutcome.FAILED, Optional.of("E"), Optional.empty(), time(seconds)),
        new InvocationEnded(
            FunctionRole.CONSUMER, "r", Ending.ERROR, Optional.empty(), time(seconds)));
  }

  private static Observation received(long seconds) {
    return new JournalReceived(record(), time(seconds));
  }

  private static JournalRecord record() {
    return new JournalRecord(
        FunctionRole.CONSUMER,
        Optional.of("run"),
        Optional.of("m"),
        Optional.of("u"),
        "id",
        Optional.empty(),
        1,
        "r",
        time(0),
        time(10),
        false);
  }

  private static Instant time(long seconds) {
    return Instant.EPOCH.plusSeconds(seconds);
  }
}
