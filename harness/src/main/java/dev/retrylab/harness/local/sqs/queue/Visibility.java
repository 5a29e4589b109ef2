package dev.retrylab.harness.local.sqs.queue;

import java.time.Instant;

/** Whether a message can be received. */
sealed interface Visibility {
  /** It can, as far as the message itself is concerned; its group may still be blocked. */
  record Visible() implements Visibility {}

  /** It cannot until an instant. */
  sealed interface Hidden extends Visibility {
    Instant until();
  }

  /** It was sent with a delay. */
  record Delayed(Instant until) implements Hidden {}

  /** It was received, and its visibility timeout has not ended. */
  record InFlight(Instant until, long receipt) implements Hidden {}
}
