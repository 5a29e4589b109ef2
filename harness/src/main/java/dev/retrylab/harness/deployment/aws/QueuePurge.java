package dev.retrylab.harness.deployment.aws;

import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;

/** Empties queues that hold messages, if that is asked for, and else says that they hold some. */
final class QueuePurge {
  /**
   * What is sent so soon after the call may be deleted with the rest (SQS API reference,
   * PurgeQueue).
   */
  static final Duration TAKES = Duration.ofSeconds(60);

  private final SqsClient sqs;
  private final Problems problems;
  private final boolean wanted;
  private boolean done;

  /**
   * @param wanted whether queues are emptied
   */
  QueuePurge(SqsClient sqs, Problems problems, boolean wanted) {
    this.sqs = sqs;
    this.problems = problems;
    this.wanted = wanted;
  }

  /** Whether any queue was emptied. */
  boolean done() {
    return done;
  }

  /**
   * Deals with a queue that is not empty.
   *
   * @param name what people call it
   * @param messages about how many it holds, at least 1
   */
  void empty(String name, String url, long messages) {
    if (!wanted) {
      problems.add(
          "The %s holds about %d %s. Wait until the queue is empty, or give --purge, which empties it."
              .formatted(name, messages, messages(messages)));
      return;
    }
    try {
      sqs.purgeQueue(request -> request.queueUrl(url));
      done = true;
      problems.fact(
          "The %s held about %d %s; --purge deletes what it held."
              .formatted(name, messages, messages(messages)));
    } catch (PurgeQueueInProgressException tooSoon) { // lim-purge-60s
      problems.add(
          "The %s holds about %d %s, and was purged less than 60 s ago: SQS takes one PurgeQueue in that time. Try again in a minute."
              .formatted(name, messages, messages(messages)));
    } catch (SdkException e) {
      problems.add(AwsErrors.sentence(e, "sqs:PurgeQueue"));
    }
  }

  private static String messages(long count) {
    return count == 1 ? "message" : "messages";
  }
}
