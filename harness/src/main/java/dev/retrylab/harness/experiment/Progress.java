package dev.retrylab.harness.experiment;

import dev.retrylab.harness.judge.NextExpected;
import java.time.Instant;
import java.util.Optional;

/** Is told how far a run has come. */
public interface Progress {

  /**
   * How far a run has come.
   *
   * @param settled messages that have come to their end
   * @param runs runs of the consumer seen
   * @param next what the documented rules expect next
   * @param watchUntil when every message has settled: until when silence is listened to
   * @param now on the clock of the run
   */
  record State(
      int messages,
      int settled,
      int runs,
      Instant start,
      Instant now,
      Optional<NextExpected> next,
      Optional<Instant> watchUntil) {}

  void update(State state);
}
