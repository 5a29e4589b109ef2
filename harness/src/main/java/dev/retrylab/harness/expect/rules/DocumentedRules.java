package dev.retrylab.harness.expect.rules;

import dev.retrylab.harness.expect.prediction.Rule;
import java.util.List;
import java.util.stream.Stream;

/** The rules that AWS documents, or that were recorded on AWS, with their sources. */
public final class DocumentedRules {
  private static final String LAMBDA = "docs.aws.amazon.com/lambda/latest/dg/";
  private static final String SQS =
      "docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/";
  private static final String ERRORS = LAMBDA + "services-sqs-errorhandling.html";
  private static final String ASYNC = LAMBDA + "invocation-async-error-handling.html";
  private static final String DLQ = SQS + "sqs-dead-letter-queues.html";

  public static final Rule SYNCHRONOUS =
      new Rule(
          "synchronous",
          "An event source mapping invokes the function synchronously; the retry attempts and the"
              + " maximum event age of asynchronous invocations do not apply.",
          LAMBDA + "with-sqs.html");
  public static final Rule SUCCESS_DELETES =
      new Rule(
          "success-deletes",
          "When the function succeeds, the mapping deletes the message: there is no further run.",
          "fact esm-success-deletes");
  public static final Rule VISIBILITY =
      new Rule(
          "visibility",
          "A message that failed is received again once its visibility timeout is over, never"
              + " sooner; how much later is not promised.",
          ERRORS + "; fact esm-retry-waits-visibility");
  public static final Rule MAX_RECEIVES =
      new Rule(
          "max-receives",
          "A message is received maxReceiveCount times; when it would be received once more, it"
              + " moves to the dead-letter queue.",
          DLQ + "; fact esm-maxreceive-2-means-2-invocations");
  public static final Rule COUNT_CARRIES_OVER =
      new Rule(
          "count-carries-over",
          "The receive count goes on in the dead-letter queue: its first receive there shows"
              + " maxReceiveCount + 1 (settled for standard queues only).",
          "docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html");
  public static final Rule OWN_COPY =
      new Rule(
          "own-copy",
          "A copy that the function sends to the dead-letter queue is a new message: it comes at"
              + " once, with receive count 1, and without a redrive.",
          SQS + "dead-letter-queues-alarms-cloudwatch.html");
  public static final Rule WHOLE_BATCH =
      new Rule(
          "whole-batch",
          "When one record of a batch fails, the whole batch returns to the queue, also the"
              + " records that were done; which messages share a batch is open.",
          ERRORS);
  public static final Rule ITEM_FAILURES =
      new Rule(
          "item-failures",
          "With ReportBatchItemFailures only reported records return: the function stops at its"
              + " first failure and reports that record and all behind it.",
          ERRORS + "; fact pbr-fifo-success-individually-deleted");
  public static final Rule FAILED_ONLY =
      new Rule(
          "item-failures-failed-only",
          "With ReportBatchItemFailures only reported records return: the function goes on after a"
              + " failure and reports nothing but what failed.",
          ERRORS + "; fact pbr-fifo-success-individually-deleted");
  public static final Rule SKIP_GROUP =
      new Rule(
          "item-failures-skip-group",
          "With ReportBatchItemFailures only reported records return: the function goes on after a"
              + " failure, but gives back later records of the failed message group unprocessed.",
          ERRORS + "; fact pbr-fifo-success-individually-deleted");
  public static final Rule UNRUN =
      new Rule(
          "dead-lettered-unrun",
          "A receive counts whether or not the function reached the message: one that is given back"
              + " unprocessed each time is dead-lettered without ever having run.",
          DLQ + "; " + ERRORS);
  public static final Rule LOST_REPORT =
      new Rule(
          "lost-report",
          "A run that times out or crashes reports nothing, so its whole batch returns to the"
              + " queue even with ReportBatchItemFailures.",
          ERRORS + "; fact pbr-lambda-error-all-fail");
  public static final Rule GROUP_ORDER =
      new Rule(
          "group-order",
          "A message of a FIFO group waits until the earlier ones of its group are gone, or shares"
              + " their batch behind them.",
          SQS
              + "using-messagegroupid-property.html; facts fifo-group-locks-all-consumers,"
              + " fifo-order-after-timeout");
  public static final Rule GROUPS_MAY_MIX =
      new Rule(
          "groups-may-mix",
          "Whether one FIFO batch mixes message groups is not settled: both are allowed here.",
          "fact fifo-one-receive-many-groups; public sources contradict each other");
  public static final Rule DELAY =
      new Rule(
          "delay",
          "A sent message stays hidden for the delay of the queue.",
          "facts delay-fifo-queue-level, delay-standard");
  public static final Rule RETENTION =
      new Rule(
          "retention",
          "The queue deletes a message when its retention period, counted from the sending, is"
              + " over, whatever tries are left; a receive is assumed to come at most 20 s and one"
              + " batching window late.",
          "facts ret-expire, ret-expire-fifo");
  public static final Rule DLQ_RETENTION =
      new Rule(
          "dlq-retention",
          "In a standard dead-letter queue the retention still counts from the first sending, in a"
              + " FIFO one from the move.",
          SQS + "setting-up-dead-letter-queue-retention.html; fact sup-dlq-retention-clock");
  public static final Rule WINDOW =
      new Rule(
          "window-outlasts-visibility",
          "The batching window and a run together can last longer than the visibility timeout: a"
              + " message may be received again, and run again, before it is deleted.",
          LAMBDA + "services-sqs-configure.html");
  public static final Rule PHANTOMS =
      new Rule(
          "phantom-receives",
          "Allowance: a receive may be counted although no function got the message.",
          DLQ);

  public static final Rule OWN_VISIBILITY =
      new Rule(
          "own-visibility",
          "A message whose visibility timeout the function sets before it fails is received again"
              + " once that is over, counted from the call; one that is given back unprocessed, once"
              + " the queue's own is.",
          "docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/"
              + "API_ChangeMessageVisibility.html; facts vis-change-extends-repeatedly,"
              + " vis-change-not-permanent");
  public static final Rule FUNCTION_TIMEOUT =
      new Rule(
          "function-timeout",
          "A run that reaches the function timeout is ended, and its whole batch returns to the"
              + " queue. The records of a batch are worked on one after the other, so that together"
              + " they may reach it.",
          LAMBDA + "configuration-timeout.html; " + ERRORS);
  public static final Rule TIME_OF_RUN =
      new Rule(
          "time-of-run",
          "Which receives fall into a time of the run follows from their earliest times, and from"
              + " how late they may be: 20 s and a batching window each, a run, and while the"
              + " function works on other messages.",
          ERRORS);

  public static final Rule NO_DLQ =
      new Rule(
          "no-dead-letter-queue",
          "Without a dead-letter queue a message that fails is received again and again until its"
              + " retention period is over.",
          ERRORS);
  public static final Rule MAXIMUM_CONCURRENCY =
      new Rule(
          "maximum-concurrency",
          "A mapping at its maximum concurrency leaves messages in the queue: they wait without"
              + " being received.",
          LAMBDA + "services-sqs-scaling.html");
  public static final Rule THROTTLE =
      new Rule(
          "throttle",
          "A batch whose invocation is throttled until its visibility timeout is over returns to"
              + " the queue: a receive is counted, and the function has not run. How many receives"
              + " this costs is not settled.",
          ERRORS);
  public static final Rule ACCOUNT_CONCURRENCY =
      new Rule(
          "account-concurrency",
          "All functions of an account share what it may run at a time in a region, but for what is"
              + " reserved for one of them; a run beyond that is throttled.",
          LAMBDA + "lambda-concurrency.html");
  public static final Rule BAD_ANSWER =
      new Rule(
          "bad-answer",
          "An answer with an empty, null or unknown itemIdentifier, or with another key in its"
              + " place, fails the whole batch.",
          ERRORS
              + "; for streams facts pbr-stream-empty-id, pbr-stream-null-id,"
              + " pbr-stream-unknown-id, pbr-stream-wrong-key");
  public static final Rule EMPTY_ANSWER =
      new Rule(
          "empty-answer",
          "An answer that names nothing is a success of the whole batch.",
          ERRORS + "; for streams fact pbr-stream-success-cases");
  public static final Rule EVENT_ATTEMPTS =
      new Rule(
          "event-attempts",
          "An asynchronous invocation that fails is attempted again up to retryAttempts times, one"
              + " minute and then two minutes later; a wait may be 3 s short.",
          ASYNC + "; facts async-delays-1min-2min, async-retries-1, async-default-total-time");
  public static final Rule EVENT_AGE =
      new Rule(
          "event-age",
          "An event older than maximumEventAge is not attempted again; an attempt is assumed to come"
              + " at most 20 s late.",
          ASYNC);
  public static final Rule EVENT_THROTTLE =
      new Rule(
          "event-throttle",
          "A throttled event stays in the asynchronous queue and is tried again for as long as"
              + " maximumEventAge; that costs none of its attempts.",
          ASYNC + "; facts async-throttle-requeued, async-queued-use-new-config");
  public static final Rule EVENT_NEVER_RUNS =
      new Rule(
          "event-zero-reserved",
          "With reserved concurrency 0 an event is still accepted, and given up within seconds,"
              + " without an attempt.",
          "fact async-zero-reserved");
  public static final Rule EVENT_DISCARDED =
      new Rule(
          "event-discarded",
          "An event that failed for good is discarded where no destination and no dead-letter queue"
              + " of the function keeps it.",
          ASYNC);
  public static final Rule EVENT_DESTINATION =
      new Rule(
          "event-destination",
          "The on-failure destination gets a record of an event that failed for good, as a new"
              + " message.",
          ASYNC + "; facts async-onfailure-payload, async-retries-0");
  public static final Rule EVENT_DLQ =
      new Rule(
          "event-dead-letter-queue",
          "The dead-letter queue of the function gets an event that failed for good, as a new"
              + " message.",
          ASYNC + "; facts async-dlq-payload, async-dlq-time-default");

  private DocumentedRules() {}

  /** All of them. */
  public static List<Rule> all() {
    return Stream.concat(ofMessages().stream(), StepRules.all().stream()).toList();
  }

  private static List<Rule> ofMessages() {
    return List.of(
        SYNCHRONOUS,
        SUCCESS_DELETES,
        VISIBILITY,
        MAX_RECEIVES,
        COUNT_CARRIES_OVER,
        OWN_COPY,
        WHOLE_BATCH,
        ITEM_FAILURES,
        FAILED_ONLY,
        SKIP_GROUP,
        UNRUN,
        LOST_REPORT,
        GROUP_ORDER,
        GROUPS_MAY_MIX,
        DELAY,
        RETENTION,
        DLQ_RETENTION,
        WINDOW,
        PHANTOMS,
        OWN_VISIBILITY,
        FUNCTION_TIMEOUT,
        TIME_OF_RUN,
        NO_DLQ,
        MAXIMUM_CONCURRENCY,
        THROTTLE,
        ACCOUNT_CONCURRENCY,
        BAD_ANSWER,
        EMPTY_ANSWER,
        EVENT_ATTEMPTS,
        EVENT_AGE,
        EVENT_THROTTLE,
        EVENT_NEVER_RUNS,
        EVENT_DISCARDED,
        EVENT_DESTINATION,
        EVENT_DLQ);
  }
}
