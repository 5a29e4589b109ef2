package dev.retrylab.harness.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.timeline.Observation.InvocationEnded;
import dev.retrylab.harness.timeline.Observation.JournalOutcome;
import dev.retrylab.harness.timeline.Observation.JournalReceived;
import dev.retrylab.harness.timeline.Observation.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A message with a retention of 60 s")
class ExpiryTest {
  private static final Expiry MINUTE =
      new Expiry(Duration.ofSeconds(60), end -> end.plusSeconds(5));

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
                record(), Outcome.SUCCEEDED, Optional.empty(), Optional.empty(), time(10)),
            new InvocationEnded(FunctionRole.CONSUMER, "r", Ending.OK, Optional.empty(), time(11)));
    assertThat(at(90, run).fate()).isEqualTo(Fate.CONSUMED);
  }

  private static MessageHistory at(long watchedUntil, List<Observation> run) {
    List<Observation> all = new ArrayList<>(run);
    all.add(new Sent("m", "u", "id", Optional.empty(), time(0)));
    History history = new TimelineFold("run", OptionalInt.empty()).fold(all);
    return MINUTE.in(history, time(watchedUntil)).messages().get(0);
  }

  private static List<Observation> failedAt(long seconds) {
    return List.of(
        received(seconds),
        new JournalOutcome(
            record(), Outcome.FAILED, Optional.of("E"), Optional.empty(), time(seconds)),
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
