package dev.retrylab.lambda;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Sets the visibility timeout of a message that is about to fail: what people do to wait longer, or
 * shorter, before the next try.
 *
 * @param sqs makes the client when it is first needed
 * @param sourceQueueUrl of the queue that the messages came from
 */
record Visibility(Supplier<SqsClient> sqs, Optional<String> sourceQueueUrl) {
  private static final Pattern FIXED = Pattern.compile("fail-with-visibility ([0-9]{1,5})");
  private static final Pattern GROWING =
      Pattern.compile("fail-with-backoff ([0-9]{1,5}) x([0-9]{1,2}) max ([0-9]{1,5})");

  /** The timeout that the message's behaviour asks for, if it asks for one. */
  static Optional<Duration> find(ReceivedMessage message) {
    Matcher fixed = FIXED.matcher(message.behaviour());
    if (fixed.matches()) {
      return Optional.of(seconds(fixed, 1));
    }
    Matcher growing = GROWING.matcher(message.behaviour());
    return growing.matches()
        ? Optional.of(grown(growing, message.receiveCount().orElse(1)))
        : Optional.empty();
  }

  /** Each is longer than the one before by the factor, up to the last. */
  private static Duration grown(Matcher growing, int receiveCount) {
    Duration most = seconds(growing, 3);
    double factor = Math.pow(Integer.parseInt(growing.group(2)), receiveCount - 1.0);
    double grown = seconds(growing, 1).toSeconds() * factor;
    return grown < most.toSeconds() ? Duration.ofSeconds((long) grown) : most;
  }

  private static Duration seconds(Matcher matcher, int group) {
    return Duration.ofSeconds(Long.parseLong(matcher.group(group)));
  }

  /**
   * Sets it.
   *
   * @throws IllegalStateException if the function was deployed without the queue's URL
   * @throws software.amazon.awssdk.core.exception.SdkException if SQS refuses it
   */
  void set(ReceivedMessage message, Duration timeout) {
    String url =
        sourceQueueUrl.orElseThrow(
            () ->
                new IllegalStateException(
                    "The environment variable SOURCE_QUEUE_URL is missing, without which no"
                        + " visibility timeout can be set: deploy the stack again."));
    sqs.get()
        .changeMessageVisibility(
            request ->
                request
                    .queueUrl(url)
                    .receiptHandle(message.receiptHandle())
                    .visibilityTimeout((int) timeout.toSeconds()));
  }
}
