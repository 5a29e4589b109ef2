package dev.retrylab.harness.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.JournalRecord;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the lines of a log repeat")
class SharedTest {
  private static final Instant SENT = Instant.parse("2026-01-01T00:00:00Z");

  private final Shared shared = new Shared();

  @Test
  @DisplayName("is in memory once: the record of both lines of a run, and the id of its request")
  void once() {
    JournalRecord received = shared.of(record("request", 1));
    assertThat(shared.of(record("request", 1))).isSameAs(received);

    String id = shared.of(copy("request"));
    assertThat(shared.of(copy("request"))).isSameAs(id);
    assertThat(shared.of(record("request", 2)).requestId()).isSameAs(id);
  }

  @Test
  @DisplayName("is told from what has the same ids, such as another attempt with another count")
  void of_the_same_ids() {
    JournalRecord first = record("request", 1);
    JournalRecord second = record("request", 2);
    assertThat(second).hasSameHashCodeAs(first);

    assertThat(shared.of(first)).isEqualTo(first);
    assertThat(shared.of(second)).isEqualTo(second);
    assertThat(shared.of(record("request", 1))).isEqualTo(first);
  }

  @Test
  @DisplayName("is the same whatever came before, and however much")
  void of_many() {
    int ids = 100_000;
    long wrong =
        IntStream.range(0, 4 * ids)
            .mapToObj(i -> "id-" + i % ids)
            .filter(id -> !shared.of(copy(id)).equals(id))
            .count();
    assertThat(wrong).isZero();
  }

  private static JournalRecord record(String requestId, int receiveCount) {
    return new JournalRecord(
        FunctionRole.CONSUMER,
        Optional.of("run"),
        Optional.of("m1"),
        Optional.of("1"),
        "id-1",
        Optional.empty(),
        receiveCount,
        copy(requestId),
        SENT,
        SENT,
        /* redriven= */ false);
  }

  /** An equal text of its own. */
  private static String copy(String text) {
    return String.valueOf(text.toCharArray());
  }
}
