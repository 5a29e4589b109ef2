package dev.retrylab.harness.sweep;

import dev.retrylab.harness.sweep.PointOutcome.Seen;
import java.util.Optional;

/**
 * The run of one point.
 *
 * @param exitCode of the run
 * @param outcome empty if the run did not get that far
 */
public record PointRun(int exitCode, Optional<PointOutcome> outcome) {

  /** MATCH, DIVERGED or INCONCLUSIVE; FAILED where there is no result. */
  public String verdict() {
    return outcome.map(found -> found.verdict().name()).orElse("FAILED");
  }

  /** Where the evidence is. */
  public Optional<String> runDirectory() {
    return outcome.map(PointOutcome::runDirectory);
  }

  /** What was seen of one message. */
  public Optional<Seen> message(String key) {
    return outcome.map(found -> found.messages().get(key));
  }
}
