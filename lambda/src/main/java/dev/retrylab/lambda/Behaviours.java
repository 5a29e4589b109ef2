package dev.retrylab.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import java.util.Optional;

/**
 * The behaviours that a body can ask for besides the consumer's own three. None of them depends on
 * the user.
 */
record Behaviours(
    ExecutionEnvironment environment, ConsumerSettings settings, Visibility visibility) {
  private static final String ANSWER_EMPTY_OBJECT = "answer-empty-object";

  /** Long enough that the function timeout always comes first. */
  private static final Duration PAST_THE_TIMEOUT = Duration.ofMinutes(1);

  /** Whether it succeeds and makes the response to its batch an object without any fields. */
  static boolean asksForEmptyObject(ReceivedMessage message) {
    return message.behaviour().equals(ANSWER_EMPTY_OBJECT);
  }

  /**
   * Does what the body asks for.
   *
   * @throws IllegalArgumentException if there is no such behaviour
   * @throws IllegalStateException if the record fails
   * @throws MalformedResponse.Requested if the batch ends here
   */
  Outcome handle(ReceivedMessage message, Context context) {
    String behaviour = message.behaviour();
    Optional<Failing> failing = Failing.find(behaviour);
    if (failing.isPresent()) {
      return failing.get().outcome(message, environment.instant());
    }
    return switch (behaviour) {
      case "hang" -> hang(message, Duration.ofMillis(context.getRemainingTimeInMillis()));
      case "crash" -> crash(message);
      case ANSWER_EMPTY_OBJECT -> Outcome.succeeded();
      default -> otherwise(message);
    };
  }

  private Outcome otherwise(ReceivedMessage message) {
    Optional<Duration> timeout = Visibility.find(message);
    if (timeout.isPresent()) {
      visibility.set(message, timeout.get());
      throw message.failure("comes back after " + timeout.get().toSeconds() + " s");
    }
    return answerMalformed(message);
  }

  /** Sleeps until the function timeout ends the process, which leaves no outcome line. */
  private Outcome hang(ReceivedMessage message, Duration remaining) {
    environment.sleep(remaining.plus(PAST_THE_TIMEOUT));
    throw message.failure("hung past the function timeout, and nothing stopped it");
  }

  /** Ends the process, which leaves no outcome line. */
  private Outcome crash(ReceivedMessage message) {
    environment.halt();
    throw message.failure("ended the process, and yet it goes on");
  }

  /** Where the mapping does not read the response, none is malformed, and the record succeeds. */
  private Outcome answerMalformed(ReceivedMessage message) {
    MalformedResponse response =
        MalformedResponse.find(message.behaviour())
            .orElseThrow(() -> new IllegalArgumentException(unknown(message.behaviour())));
    if (settings.reportBatchItemFailures()) {
      throw new MalformedResponse.Requested(response, message.label());
    }
    return Outcome.succeeded();
  }

  private static String unknown(String behaviour) {
    return "unknown behaviour \""
        + behaviour
        + "\": use succeed, throw, forward, fail-times N (N from 1 to 1000),"
        + " fail-sent-before T, fail-between T1 T2 (times in epoch milliseconds),"
        + " fail-rate P% (P from 1 to 99), fail-with-visibility D, fail-with-backoff D xF max M"
        + " (D and M in seconds), hang, crash,"
        + " answer-empty-id, answer-null-id, answer-unknown-id, answer-misspelt-key or"
        + " answer-empty-object";
  }
}
