package dev.retrylab.lambda;

import java.util.Optional;

/**
 * What became of one record in one invocation.
 *
 * @param word as it stands in the journal
 * @param error the exception thrown, or caught by the consumer itself, as one text
 * @param forwardedMessageId the id SQS gave to the copy in the dead-letter queue
 */
record Outcome(String word, Optional<String> error, Optional<String> forwardedMessageId) {

  static Outcome succeeded() {
    return new Outcome("succeeded", Optional.empty(), Optional.empty());
  }

  static Outcome forwarded(RuntimeException caught, String forwardedMessageId) {
    return new Outcome(
        "forwarded", Optional.of(caught.toString()), Optional.of(forwardedMessageId));
  }

  static Outcome failed(Throwable error) {
    return new Outcome("failed", Optional.of(error.toString()), Optional.empty());
  }

  /** The mapping will treat the whole batch as failed; the platform does not log that. */
  static Outcome malformedResponse(MalformedResponse.Requested requested) {
    return new Outcome("bad-answer", Optional.of(requested.getMessage()), Optional.empty());
  }

  /** A record before this one in the batch failed, so that nothing was tried with this one. */
  static Outcome unprocessed() {
    return new Outcome("unprocessed", Optional.empty(), Optional.empty());
  }
}
