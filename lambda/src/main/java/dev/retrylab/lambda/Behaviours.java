package dev.retrylab.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The behaviours that a body can ask for besides the consumer's own three. None of them depends on
 * the user.
 *
 * @param reportBatchItemFailures whether the mapping reads the function's response
 */
record Behaviours(ExecutionEnvironment environment, boolean reportBatchItemFailures) {
  private static final String ANSWER_EMPTY_OBJECT = "answer-empty-object";
  private static final Pattern FAIL_TIMES = Pattern.compile("fail-times ([1-9][0-9]{0,2}|1000)");
  private static final Pattern FAIL_SENT_BEFORE = Pattern.compile("fail-sent-before ([0-9]{1,15})");

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
    Matcher failTimes = FAIL_TIMES.matcher(behaviour);
    Matcher failSentBefore = FAIL_SENT_BEFORE.matcher(behaviour);
    if (failTimes.matches()) {
      return failTimes(message, Integer.parseInt(failTimes.group(1)));
    }
    if (failSentBefore.matches()) {
      return failSentBefore(message, Instant.ofEpochMilli(Long.parseLong(failSentBefore.group(1))));
    }
    return switch (behaviour) {
      case "hang" -> hang(message, Duration.ofMillis(context.getRemainingTimeInMillis()));
      case "crash" -> crash(message);
      case ANSWER_EMPTY_OBJECT -> Outcome.succeeded();
      default -> answerMalformed(message);
    };
  }

  /** Fails while the receive count is at most {@code times}; one made by hand is the first. */
  private static Outcome failTimes(ReceivedMessage message, int times) {
    if (message.receiveCount().orElse(1) <= times) {
      throw message.failure("fails the first " + times + (times == 1 ? " time" : " times"));
    }
    return Outcome.succeeded();
  }

  /**
   * Fails while the queue took the message before a time: a fault that was mended then. A message
   * without a sent timestamp, of an event made by hand, fails too.
   */
  private static Outcome failSentBefore(ReceivedMessage message, Instant mended) {
    if (message.sentTimestamp().orElse(0L) < mended.toEpochMilli()) {
      throw message.failure("fails what was sent before " + mended);
    }
    return Outcome.succeeded();
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
    if (reportBatchItemFailures) {
      throw new MalformedResponse.Requested(response, message.label());
    }
    return Outcome.succeeded();
  }

  private static String unknown(String behaviour) {
    return "unknown behaviour \""
        + behaviour
        + "\": use succeed, throw, forward, fail-times N (N from 1 to 1000),"
        + " fail-sent-before T (T in epoch milliseconds), hang, crash,"
        + " answer-empty-id, answer-null-id, answer-unknown-id, answer-misspelt-key or"
        + " answer-empty-object";
  }
}
