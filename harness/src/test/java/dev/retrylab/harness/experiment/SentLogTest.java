package dev.retrylab.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.store.RunId;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.JournalRecord;
import dev.retrylab.harness.timeline.Observation.JournalReceived;
import dev.retrylab.harness.timeline.Observation.Sent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is known of messages whose sends a kill may have cut short. */
class SentLogTest {
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final RunId RUN = new RunId("run");

  private final SentLog log = new SentLog(line -> {});

  private static JournalReceived received(FunctionRole function, String run, String messageId) {
    return new JournalReceived(
        new JournalRecord(
            function,
            Optional.of(run),
            Optional.of("m1"),
            Optional.of("2"),
            messageId,
            Optional.of("2"),
            1,
            "request",
            T0.plusSeconds(1),
            T0.plusSeconds(2),
            false),
        T0.plusSeconds(2));
  }

  private static Sent sent(String messageId, Instant at) {
    return new Sent("m1", "2", messageId, Optional.of("2"), at);
  }

  @Test
  @DisplayName("A message without an answer is found by its key, with the queue's id and time")
  void foundByKey() {
    log.sending(List.of("m1"), T0);
    assertThat(
            log.known(List.of(received(FunctionRole.CONSUMER, "run", "id")), RUN, Optional.empty()))
        .containsExactly(sent("id", T0.plusSeconds(1)));
  }

  @Test
  @DisplayName("A copy in the dead-letter queue and another run's message are not the message")
  void notFound() {
    log.sending(List.of("m1"), T0);
    assertThat(
            log.known(
                List.of(
                    received(FunctionRole.DLQ_CONSUMER, "run", "copy"),
                    received(FunctionRole.CONSUMER, "other", "id")),
                RUN,
                Optional.empty()))
        .isEmpty();
    assertThat(log.doubtfulSince("m1")).contains(T0);
  }

  @Test
  @DisplayName("A message that was tried twice was sent when the queue first took it")
  void triedTwice() {
    log.sending(List.of("m1"), T0);
    log.sending(List.of("m1"), T0.plusSeconds(60));
    log.sent(List.of(sent("id", T0.plusSeconds(60))));
    assertThat(
            log.known(List.of(received(FunctionRole.CONSUMER, "run", "id")), RUN, Optional.empty()))
        .containsExactly(sent("id", T0.plusSeconds(1)));
  }

  @Test
  @DisplayName("Of a confirmed message the journal knows better only when the queue took it")
  void confirmed() {
    log.sending(List.of("m1"), T0);
    log.sent(List.of(sent("id", T0.plusSeconds(3))));
    assertThat(log.known(List.of(), RUN, Optional.empty()))
        .containsExactly(sent("id", T0.plusSeconds(3)));
    assertThat(
            log.known(List.of(received(FunctionRole.CONSUMER, "run", "id")), RUN, Optional.empty()))
        .containsExactly(sent("id", T0.plusSeconds(1)));
    assertThat(log.doubtfulSince("m1")).isEmpty();
  }

  @Test
  @DisplayName("A refused message is as if it had not been tried")
  void refused() {
    log.sending(List.of("m1"), T0);
    log.refused(List.of("m1"), T0);
    assertThat(log.doubtfulSince("m1")).isEmpty();
    assertThat(log.confirmed("m1")).isFalse();
  }
}
