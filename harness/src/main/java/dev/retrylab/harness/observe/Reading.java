package dev.retrylab.harness.observe;

import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.Observation;
import java.time.Instant;

/** What one log event says by itself. */
sealed interface Reading {

  /** A line of the functions' journal. */
  record Journal(Observation observation) implements Reading {}

  /** The platform's line at the end of an invocation. */
  record Ended(FunctionRole function, PlatformLine report, Instant at) implements Reading {}

  /** Neither, such as a stack trace. */
  record Nothing() implements Reading {
    static final Nothing AT_ALL = new Nothing();
  }
}
