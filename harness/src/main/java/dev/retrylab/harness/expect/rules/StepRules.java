package dev.retrylab.harness.expect.rules;

import dev.retrylab.harness.expect.prediction.Rule;
import java.util.List;

/** The documented rules of what the harness does itself, with their sources. */
public final class StepRules {
  private static final String SQS =
      "docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/";

  public static final Rule MOVED_IS_NEW =
      new Rule(
          "moved-is-new",
          "A message that a move task brings is a new one: new message id, new enqueue time, and"
              + " its receives count from 1.",
          SQS
              + "sqs-configure-dead-letter-queue-redrive.html; facts sup-move-new-id,"
              + " move-resets-redrive-count");
  public static final Rule LOOKING_COUNTS =
      new Rule(
          "looking-counts",
          "Every receive counts towards maxReceiveCount, also that of a person who only looks.",
          SQS + "sqs-dead-letter-queues.html; fact dlq-max1-second-receive-empty");
  public static final Rule MOVED_AT_RECEIVE =
      new Rule(
          "moved-at-receive",
          "The move takes place when the message would be received once more than maxReceiveCount"
              + " allows; until somebody receives from the queue, it stays.",
          "facts dlq-fifo-third-receive-moves, dlq-max1-second-receive-empty");
  public static final Rule METRICS =
      new Rule(
          "metrics",
          "NumberOfMessagesSent of a dead-letter queue counts what is sent there directly, and not"
              + " what a redrive policy moves there; ApproximateAgeOfOldestMessage counts from the"
              + " move.",
          SQS
              + "dead-letter-queues-alarms-cloudwatch.html, sqs-available-cloudwatch-metrics.html;"
              + " fact sup-dlq-retention-clock");
  public static final Rule SAME_TYPE =
      new Rule(
          "same-type",
          "The dead-letter queue of a FIFO queue must be a FIFO queue, and that of a standard queue"
              + " a standard one.",
          SQS + "sqs-dead-letter-queues.html; fact sup-type-mismatch-text");

  public static final Rule CHANGE_TAKES_TIME =
      new Rule(
          "change-takes-time",
          "A change of the queue's visibility timeout hides what is received from then on, and takes"
              + " up to 60 s to be in force everywhere. Lambda compares it with the function timeout"
              + " only when the mapping is made.",
          "docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html;"
              + " docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html");

  public static final Rule MAPPING_DISABLED =
      new Rule(
          "mapping-disabled",
          "A disabled event source mapping receives nothing: messages stay in the source queue until"
              + " their retention is over.",
          "docs.aws.amazon.com/lambda/latest/dg/with-sqs.html");
  public static final Rule DLQ_UNRECEIVED =
      new Rule(
          "dlq-unreceived",
          "Nothing receives from the dead-letter queue, so no log tells what is there; the queue's"
              + " own count does, which is exact once nothing changes for a minute.",
          "docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html");

  private StepRules() {}

  static List<Rule> all() {
    return List.of(
        MOVED_IS_NEW,
        LOOKING_COUNTS,
        MOVED_AT_RECEIVE,
        METRICS,
        SAME_TYPE,
        CHANGE_TAKES_TIME,
        MAPPING_DISABLED,
        DLQ_UNRECEIVED);
  }
}
