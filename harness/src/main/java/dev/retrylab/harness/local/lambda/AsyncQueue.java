package dev.retrylab.harness.local.lambda;

import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.lambda.FailedEvent.Condition;
import dev.retrylab.harness.local.lambda.InvocationResult.FunctionError;
import dev.retrylab.harness.local.lambda.InvocationResult.Throttled;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The queue behind asynchronous invocation (InvocationType Event) of one function: a function error
 * is tried again one minute after it, a second one two minutes after that (async-delays-1min-2min),
 * as far as the retry attempts and the event's age allow. What has failed for good goes to the
 * failure queue, if there is one, and else is gone. So does at once, without an attempt, the event
 * of a function whose reserved concurrency is 0 (async-zero-reserved).
 */
public final class AsyncQueue {
  /** The wait before retry number n is n times this. */
  private static final Duration FIRST_RETRY_WAIT = Duration.ofMinutes(1);

  /** From 1 s to 5 min, each twice the one before. */
  private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);

  private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(5);

  private final Invoker function;
  private final int retryAttempts;
  private final Duration maximumEventAge;
  private final EngineClock clock;
  private final Optional<FailureQueue> failures;

  @SuppressWarnings("ArrayRecordComponent") // bytes on their way through, never compared
  private record Event(String requestId, byte[] payload, Instant accepted) {}

  /** Opens the queue of a function, with nothing that keeps what fails. */
  public AsyncQueue(
      Invoker function, int retryAttempts, Duration maximumEventAge, EngineClock clock) {
    this(function, retryAttempts, maximumEventAge, clock, Optional.empty());
  }

  /**
   * Opens the queue of a function.
   *
   * @param retryAttempts 0 to 2
   * @param maximumEventAge 60 s to 6 h
   * @param failures gets what has failed for good
   */
  public AsyncQueue(
      Invoker function,
      int retryAttempts,
      Duration maximumEventAge,
      EngineClock clock,
      Optional<FailureQueue> failures) {
    if (retryAttempts < 0 || retryAttempts > 2) {
      throw new IllegalArgumentException("retryAttempts must be 0 to 2, not " + retryAttempts);
    }
    this.function = function;
    this.retryAttempts = retryAttempts;
    this.maximumEventAge = maximumEventAge;
    this.clock = clock;
    this.failures = failures;
  }

  Optional<FailureQueue> failures() {
    return failures;
  }

  int retryAttempts() {
    return retryAttempts;
  }

  Duration maximumEventAge() {
    return maximumEventAge;
  }

  /**
   * Accepts an event and answers at once.
   *
   * @return the request id, the same for all attempts (async-same-request-id)
   */
  public String accept(byte[] payload) {
    String requestId = UUID.randomUUID().toString();
    attempt(new Event(requestId, payload, clock.instant()), 0, FIRST_BACK_OFF);
    return requestId;
  }

  private void attempt(Event event, int retriesSoFar, Duration backOff) {
    clock.during(
        "An asynchronous invocation",
        () -> function.invoke(event.requestId(), event.payload()),
        (result, failure) -> ended(event, retriesSoFar, backOff, result, failure));
  }

  private void ended(
      Event event, int retriesSoFar, Duration backOff, InvocationResult result, Throwable failure) {
    if (failure != null) {
      clock.failures().report("Invoking a function asynchronously", failure);
      retry(event, retriesSoFar + 1, FunctionError.of("Error", "the engine could not run it"));
    } else if (result instanceof Throttled throttled && throttled.forGood()) {
      // async-zero-reserved: at once, and not when the event is too old
      giveUp(event, Condition.ZERO_RESERVED_CONCURRENCY, retriesSoFar, throttled);
    } else if (result instanceof Throttled throttled) {
      putOff(event, retriesSoFar, backOff, throttled);
    } else if (!result.succeeded()) {
      retry(event, retriesSoFar + 1, result);
    }
  }

  /** A throttled event uses up none of its attempts (async-model-formulas). */
  private void putOff(Event event, int retriesSoFar, Duration backOff, Throttled throttled) {
    Instant due = clock.instant().plus(backOff);
    Duration doubled = backOff.multipliedBy(2);
    Duration longer = doubled.compareTo(LONGEST_BACK_OFF) < 0 ? doubled : LONGEST_BACK_OFF;
    if (due.isAfter(event.accepted().plus(maximumEventAge))) {
      giveUp(event, Condition.EVENT_AGE_EXCEEDED, retriesSoFar, throttled);
    } else {
      clock.at(due, () -> attempt(event, retriesSoFar, longer));
    }
  }

  private void retry(Event event, int retry, InvocationResult failed) {
    Instant due = clock.instant().plus(FIRST_RETRY_WAIT.multipliedBy(retry));
    if (retry > retryAttempts) {
      giveUp(event, Condition.RETRIES_EXHAUSTED, retry, failed);
    } else if (due.isAfter(event.accepted().plus(maximumEventAge))) {
      giveUp(event, Condition.EVENT_AGE_EXCEEDED, retry, failed);
    } else {
      clock.at(due, () -> attempt(event, retry, FIRST_BACK_OFF));
    }
  }

  private void giveUp(Event event, Condition why, int attempts, InvocationResult last) {
    FailedEvent given =
        new FailedEvent(event.requestId(), event.payload(), why, attempts, last, clock.instant());
    failures.ifPresent(queue -> queue.keep(given));
  }
}
