package dev.retrylab.harness.local.lambda;

import java.time.Instant;

/**
 * An asynchronous invocation that is not attempted any more.
 *
 * @param attempts how many there were, from 0; a throttled one is none
 * @param last how the last attempt ended
 * @param at when it was given up
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way through, never compared
record FailedEvent(
    String requestId,
    byte[] payload,
    Condition condition,
    int attempts,
    InvocationResult last,
    Instant at) {

  /** Why it was given up, in the words of AWS (async-vs-stream-condition-names). */
  enum Condition {
    RETRIES_EXHAUSTED("RetriesExhausted"),
    EVENT_AGE_EXCEEDED("EventAgeExceeded"),
    ZERO_RESERVED_CONCURRENCY("ZeroReservedConcurrency");

    private final String word;

    Condition(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }
}
