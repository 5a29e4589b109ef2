package dev.retrylab.harness.observe;

import dev.retrylab.harness.timeline.Observation;
import java.util.Optional;

/** What a part of a log event says by itself. */
sealed interface Reading {

  /** A line of the functions' journal, or of the platform. */
  record Told(Observation observation) implements Reading {}

  /** What an invocation is billed for, by its report. */
  record Billed(BilledTime time) implements Reading {}

  /**
   * A stack trace, or a part of one.
   *
   * @param requestId of its invocation, which the text format does not tell
   * @param error what was thrown, where this part names it
   * @param uncaught whether the runtime wrote it, of what left the handler
   */
  record Thrown(Optional<String> requestId, Optional<String> error, boolean uncaught)
      implements Reading {}
}
