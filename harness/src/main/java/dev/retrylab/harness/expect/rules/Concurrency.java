package dev.retrylab.harness.expect.rules;

import dev.retrylab.harness.scenario.FunctionSettings;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * How many batches a mapping would have under way at a time, and how many it may.
 *
 * @param wanted at most one for each FIFO group, or for each message of a standard queue, two where
 *     a message may return while its run goes on, and no more than its maximum concurrency
 * @param reserved for the function; a run beyond it is throttled
 * @param allowed the smaller of the two limits; empty if there is none
 */
public record Concurrency(long wanted, OptionalInt reserved, OptionalInt allowed) {

  public static Concurrency of(Scenario scenario) {
    OptionalInt reserved = scenario.function().reservedConcurrency();
    OptionalInt maximum = scenario.mapping().maximumConcurrency();
    if (reserved.isEmpty() && maximum.isEmpty()) {
      return new Concurrency(0, reserved, maximum);
    }
    long units =
        scenario.queue().type() == QueueType.FIFO
            ? scenario.messages().stream().map(MessageSpec::group).distinct().count()
            : scenario.messages().size();
    long wanted = mayReturnInRun(scenario) ? 2 * units : units;
    int most = Math.min(maximum.orElse(Integer.MAX_VALUE), reserved.orElse(Integer.MAX_VALUE));
    return new Concurrency(
        Math.min(wanted, maximum.orElse(Integer.MAX_VALUE)), reserved, OptionalInt.of(most));
  }

  /**
   * Whether a message may be visible again while its run still has its place: a run that reaches
   * the function timeout ends no sooner than the visibility timeout does.
   */
  private static boolean mayReturnInRun(Scenario scenario) {
    Duration busy = scenario.mapping().batchingWindow().plus(scenario.function().timeout());
    return busy.compareTo(scenario.queue().visibilityTimeout()) >= 0;
  }

  /** The same for direct asynchronous invocations, each of which wants a place of its own. */
  static Concurrency ofEvents(Scenario scenario) {
    OptionalInt reserved = scenario.function().reservedConcurrency();
    return new Concurrency(scenario.messages().size(), reserved, reserved);
  }

  /** Whether runs can be throttled: a mapping that keeps below the limit never is. */
  public boolean throttles() {
    return reserved.isPresent() && wanted > reserved.getAsInt();
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
    if (allowed.isEmpty() || scenario.messages().size() <= allowed.getAsInt()) {
      return Duration.ZERO;
    }
    FunctionSettings function = scenario.function();
    double seconds =
        (double) function.timeout().toSeconds()
            * runs
            * scenario.messages().size()
            / Math.max(1, allowed.getAsInt());
    return seconds >= atMost.toSeconds() ? atMost : Duration.ofSeconds((long) Math.ceil(seconds));
  }
}
