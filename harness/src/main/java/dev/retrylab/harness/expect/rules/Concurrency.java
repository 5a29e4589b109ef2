package dev.retrylab.harness.expect.rules;

import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.OnFailure;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.scenario.text.NumberRange;
import dev.retrylab.harness.stack.StackPlan;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * How many runs are wanted at a time, and how many there may be. Without reserved concurrency the
 * consumer and the consumer of the dead-letter queue share those of the account.
 *
 * @param wanted by the consumer: at most one for each FIFO group, or for each message of a standard
 *     queue, more where a message may return while its run goes on, and no more than its mapping
 *     has under way
 * @param ofDlq by the consumer of the dead-letter queue
 * @param together by both
 * @param maximum that the mapping is set to, beyond which messages wait without being received
 * @param reserved for the consumer; a run beyond it is throttled
 * @param account what all functions may run; what is reserved is taken from it
 */
public record Concurrency(
    long wanted,
    long ofDlq,
    long together,
    OptionalInt maximum,
    OptionalInt reserved,
    int account) {
  /** Of a mapping of a standard queue, and of one provisioned poller (services-sqs-scaling). */
  private static final int MOST_OF_A_MAPPING = 1_250;

  private static final int OF_A_PROVISIONED_POLLER = 10;

  /** Of a scenario. */
  public static Concurrency of(Scenario scenario) {
    boolean mapped = scenario.trigger() == Trigger.MAPPING;
    long messages = scenario.messages().size();
    long atOnce = mapped ? batchesAtOnce(scenario) : 1;
    long units = mapped && isFifo(scenario) ? groups(scenario) : messages;
    long wanted = mapped ? Math.min(units * atOnce, mostOfMapping(scenario)) : messages;
    boolean forwards = forwards(scenario);
    long ofDlq =
        !reachesDlq(scenario, forwards)
            ? 0
            : forwards
                ? StackPlan.DLQ_MAXIMUM_CONCURRENCY
                : Math.min(messages, StackPlan.DLQ_MAXIMUM_CONCURRENCY);
    // A message is in one queue at a time, but for the copies that the consumer sends.
    long together = forwards ? wanted + ofDlq : Math.min(wanted + ofDlq, messages * atOnce);
    return new Concurrency(
        wanted,
        ofDlq,
        together,
        mapped ? scenario.mapping().maximumConcurrency() : OptionalInt.empty(),
        scenario.function().reservedConcurrency(),
        scenario.account().concurrency());
  }

  private static boolean isFifo(Scenario scenario) {
    return scenario.queue().type() == QueueType.FIFO;
  }

  private static long groups(Scenario scenario) {
    return scenario.messages().stream().map(MessageSpec::group).distinct().count();
  }

  private static long mostOfMapping(Scenario scenario) {
    if (scenario.mapping().maximumConcurrency().isPresent()) {
      return scenario.mapping().maximumConcurrency().getAsInt();
    }
    return scenario
        .mapping()
        .provisionedPollers()
        .map(NumberRange::max)
        .map(most -> (long) most * OF_A_PROVISIONED_POLLER)
        .orElse(isFifo(scenario) ? Long.MAX_VALUE : MOST_OF_A_MAPPING);
  }

  private static boolean forwards(Scenario scenario) {
    return scenario.messages().stream()
        .anyMatch(message -> message.behaviour() instanceof Behaviour.Forward);
  }

  private static boolean reachesDlq(Scenario scenario, boolean forwards) {
    boolean moves =
        scenario.trigger() == Trigger.EVENT
            ? scenario.function().onFailure() != OnFailure.DISCARD
            : scenario.queue().deadLetterQueue();
    return scenario.mapping().dlqEnabled() && (moves || forwards);
  }

  /**
   * In how many batches under way a message may be: it may be visible again while its run still has
   * its place, since a run that reaches the function timeout ends no sooner than the visibility
   * timeout does.
   */
  private static long batchesAtOnce(Scenario scenario) {
    Duration busy = scenario.mapping().batchingWindow().plus(scenario.function().timeout());
    Duration visibility = scenario.shortestVisibility();
    return visibility.isZero()
        ? scenario.queue().maxReceiveCount()
        : 1 + busy.dividedBy(visibility);
  }

  /**
   * Whether runs of the consumer can be throttled: a mapping that keeps below the limit never is.
   */
  public boolean throttles() {
    return reserved.isPresent() ? wanted > reserved.getAsInt() : together > account;
  }

  /** Whether it is the account that has too few places for the consumer. */
  boolean throttlesByAccount() {
    return reserved.isEmpty() && throttles();
  }

  /** The same of the consumer of the dead-letter queue. */
  boolean throttlesDlq() {
    return reserved.isPresent() ? ofDlq > account - reserved.getAsInt() : ofDlq > 0 && throttles();
  }

  /** Whether the function can never run. */
  boolean forbidsRuns() {
    return reserved.isPresent() && reserved.getAsInt() == 0;
  }

  /**
   * The longest that a message may wait because others keep all places busy: all that they have to
   * do, shared among the places.
   *
   * @param runs how often each message can run
   * @param atMost no wait is longer than this, since nobody asks beyond it
   */
  Duration longestWait(Scenario scenario, long runs, Duration atMost) {
    int places = Math.min(maximum.orElse(Integer.MAX_VALUE), reserved.orElse(account));
    if (!throttles() && scenario.messages().size() <= places) {
      return Duration.ZERO;
    }
    long ofDlqToo = reserved.isEmpty() && throttles() && ofDlq > 0 ? 2 * runs : runs;
    return sharedWork(scenario, ofDlqToo, scenario.function().timeout(), places, atMost);
  }

  /**
   * The longest that a message in the dead-letter queue may wait since its consumer is throttled:
   * each time that it is, a run has the place, and it is tried again after a while.
   *
   * @param runs how often each message can run
   * @param again after how long a throttled message is tried again at the latest
   */
  Duration longestWaitInDlq(Scenario scenario, long runs, Duration again, Duration atMost) {
    if (!throttlesDlq()) {
      return Duration.ZERO;
    }
    Duration each = scenario.function().timeout().plus(again);
    long places = Math.min(ofDlq, account - reserved.orElse(0));
    // The runs of the consumer, those of the copies and moved messages, and these once more: each
    // of them may be throttled itself, and be before it.
    return sharedWork(scenario, 3 * runs, each, places, atMost);
  }

  private static Duration sharedWork(
      Scenario scenario, long runs, Duration each, long places, Duration atMost) {
    double seconds =
        (double) each.toSeconds() * runs * scenario.messages().size() / Math.max(1, places);
    return seconds >= atMost.toSeconds() ? atMost : Duration.ofSeconds((long) Math.ceil(seconds));
  }
}
