package dev.retrylab.harness.expect;

import dev.retrylab.harness.expect.rules.Concurrency;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.PartialBatch;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.scenario.text.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A setting that is allowed and unwise, or without effect.
 *
 * @param id short name, lower-case with hyphens
 * @param sentence the key, its value, and what is advised
 * @param source the AWS page that advises it
 */
public record Advice(String id, String sentence, String source) {
  /** The id of the advice on what would survive the outage that the scenario plays. */
  public static final String OUTAGE = "outage";

  private static final String RESERVED_CONCURRENCY = "reserved-concurrency";
  private static final String ACCOUNT_CONCURRENCY = "account-concurrency";

  /** The ids of the advice on too little concurrency, of the function or of the account. */
  public static final Set<String> THROTTLING = Set.of(RESERVED_CONCURRENCY, ACCOUNT_CONCURRENCY);

  private static final String CONFIGURE =
      "docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html";
  private static final String SQS =
      "docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/";

  /** Where AWS says what maxReceiveCount does. */
  static final String DEAD_LETTER_QUEUES = SQS + "sqs-dead-letter-queues.html";

  private static final int AWS_RETRY_ATTEMPTS = 2;

  /** Advice on the settings of a scenario, the most consequential first. */
  public static List<Advice> on(Scenario scenario) {
    if (scenario.trigger() == Trigger.EVENT) {
      return List.of();
    }
    return Stream.of(
            OutageAdvice.on(scenario),
            throttling(scenario),
            visibility(scenario),
            noDeadLetterQueue(scenario),
            receives(scenario),
            retention(scenario),
            dlqRetention(scenario),
            order(scenario),
            partialBatch(scenario),
            retryAttempts(scenario))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Advice> visibility(Scenario scenario) {
    Duration advised =
        scenario.function().timeout().multipliedBy(6).plus(scenario.mapping().batchingWindow());
    Duration visibility = scenario.queue().visibilityTimeout();
    return when(
        visibility.compareTo(advised) < 0,
        "visibility-timeout",
        "queue.visibilityTimeout is %s; at least %s is advised: 6 x function.timeout plus mapping.batchingWindow, so that a throttled batch can be tried again before its messages come back."
            .formatted(DurationText.print(visibility), DurationText.print(advised)),
        CONFIGURE);
  }

  private static Optional<Advice> throttling(Scenario scenario) {
    Concurrency concurrency = Concurrency.of(scenario);
    return when(
        concurrency.throttles(),
        concurrency.reserved().isPresent() ? RESERVED_CONCURRENCY : ACCOUNT_CONCURRENCY,
        "%s is %d; a mapping.maximumConcurrency of at most that is advised: a throttled batch uses up receives without a run."
            .formatted(
                concurrency.reserved().isPresent()
                    ? "function.reservedConcurrency"
                    : "account.concurrency",
                concurrency.reserved().orElse(concurrency.account())),
        "docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html");
  }

  private static Optional<Advice> noDeadLetterQueue(Scenario scenario) {
    return when(
        !scenario.queue().deadLetterQueue(),
        "no-dead-letter-queue",
        "queue.deadLetterQueue is false; a dead-letter queue is advised: without one a message that fails is run again until queue.retention, which is %s, is over, and is then lost."
            .formatted(DurationText.print(scenario.queue().retention())),
        DEAD_LETTER_QUEUES);
  }

  private static Optional<Advice> receives(Scenario scenario) {
    int count = scenario.queue().maxReceiveCount();
    return when(
        count < 5 && scenario.queue().deadLetterQueue(),
        "max-receive-count",
        "queue.maxReceiveCount is %d; at least 5 is advised, so that throttling does not dead-letter messages that never ran."
            .formatted(count),
        CONFIGURE);
  }

  /** The move comes with the receive after the last one allowed. */
  private static Optional<Advice> retention(Scenario scenario) {
    QueueSettings queue = scenario.queue();
    Duration move =
        queue.delay().plus(queue.visibilityTimeout().multipliedBy(queue.maxReceiveCount()));
    return when(
        queue.retention().compareTo(move) <= 0 && queue.deadLetterQueue(),
        "retention",
        "queue.retention is %s; longer than %s is advised, which is queue.delay plus queue.maxReceiveCount x queue.visibilityTimeout: no message moves to the dead-letter queue before that, so one that keeps failing expires in the source queue and is lost."
            .formatted(DurationText.print(queue.retention()), DurationText.print(move)),
        DEAD_LETTER_QUEUES + "; facts ret-expire, ret-expire-fifo");
  }

  private static Optional<Advice> dlqRetention(Scenario scenario) {
    Duration source = scenario.queue().retention();
    Duration dlq = scenario.queue().dlqRetention();
    return when(
        dlq.compareTo(source) <= 0 && scenario.queue().deadLetterQueue(),
        "dlq-retention",
        "queue.dlqRetention is %s; longer than queue.retention, which is %s, is advised: in a standard dead-letter queue it counts from the first sending."
            .formatted(DurationText.print(dlq), DurationText.print(source)),
        SQS + "setting-up-dead-letter-queue-retention.html");
  }

  private static Optional<Advice> order(Scenario scenario) {
    long groups = scenario.messages().stream().map(MessageSpec::group).distinct().count();
    boolean ordered = groups < scenario.messages().size();
    return when(
        scenario.queue().type() == QueueType.FIFO && ordered && scenario.queue().deadLetterQueue(),
        "fifo-order",
        "queue.type is fifo with a dead-letter queue: where the order within a group matters, leave the dead-letter queue out, since a message that moves there lets the later ones pass.",
        DEAD_LETTER_QUEUES);
  }

  /** Without batches nothing stands behind a failed record. */
  private static Optional<Advice> partialBatch(Scenario scenario) {
    PartialBatch suits = PartialBatch.over(scenario.queue().type());
    PartialBatch set = scenario.partialBatch();
    boolean fifo = scenario.queue().type() == QueueType.FIFO;
    boolean unwise = fifo ? set == PartialBatch.FAILED_ONLY : set == PartialBatch.STOP_AT_FIRST;
    return when(
        scenario.mapping().reportBatchItemFailures()
            && scenario.mapping().batchSize() > 1
            && unwise,
        "partial-batch",
        "function.partialBatch is %s over a %s queue; %s is advised: %s."
            .formatted(
                set.word(),
                scenario.queue().type().word(),
                suits.word(),
                fifo
                    ? "else later messages of a group overtake the one that failed"
                    : "else each failure gives back healthy messages, which use up receives unprocessed"),
        "docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html");
  }

  private static Optional<Advice> retryAttempts(Scenario scenario) {
    int attempts = scenario.function().retryAttempts();
    return when(
        attempts != AWS_RETRY_ATTEMPTS,
        "retry-attempts",
        "function.retryAttempts is %d and has no effect here: only asynchronous invocations use it, and a mapping invokes synchronously."
            .formatted(attempts),
        "docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html");
  }

  private static Optional<Advice> when(boolean holds, String id, String sentence, String source) {
    return holds ? Optional.of(new Advice(id, sentence, source)) : Optional.empty();
  }
}
