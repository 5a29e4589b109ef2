package dev.retrylab.harness.expect.rules;

import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * What the durations of the records do to the runs: a record that takes as long as the function
 * timeout times out whatever it would do then, and the records of a batch, worked on one after the
 * other, may reach it together.
 */
final class RunLengths {
  private static final Duration LONGEST_OVERHEAD = Duration.ofSeconds(1);

  private final Scenario scenario;
  private final Duration nearTimeout;

  /** What the longest records of a batch take together, one fewer than fit in, and all. */
  private final Duration longestOthers;

  private final Duration longestBatch;

  /** The shortest of those in the longest batch. */
  private final Duration least;

  private RunLengths(Scenario scenario) {
    this.scenario = scenario;
    this.nearTimeout = scenario.function().timeout().minus(overhead(scenario));
    int size = scenario.mapping().batchSize();
    List<Duration> longest =
        scenario.messages().stream()
            .filter(message -> !scenario.alwaysTimesOut(message))
            .map(MessageSpec::duration)
            .sorted(Comparator.reverseOrder())
            .limit(size)
            .toList();
    this.longestBatch = longest.stream().reduce(Duration.ZERO, Duration::plus);
    boolean full = longest.size() == size;
    this.least = full ? longest.get(size - 1) : Duration.ZERO;
    this.longestOthers = longestBatch.minus(least);
  }

  static RunLengths in(Scenario scenario) {
    return new RunLengths(scenario);
  }

  /** What a run may take besides working on its records. */
  static Duration overhead(Scenario scenario) {
    return Durations.min(scenario.function().timeout().dividedBy(10), LONGEST_OVERHEAD);
  }

  /** The scenario with {@code hang} in place of what takes as long as the function timeout. */
  static Scenario endless(Scenario scenario) {
    if (scenario.messages().stream().noneMatch(scenario::alwaysTimesOut)) {
      return scenario;
    }
    List<MessageSpec> messages =
        scenario.messages().stream()
            .map(one -> scenario.alwaysTimesOut(one) ? one.behaving(new Behaviour.Hang()) : one)
            .toList();
    return scenario.with(messages, scenario.steps());
  }

  /**
   * Whether a run with the message in it may reach the timeout before all its records are done,
   * though none of them reaches it alone.
   */
  boolean mayTimeOut(MessageSpec message) {
    Duration own = message.duration();
    boolean endless = scenario.alwaysTimesOut(message);
    boolean amongLongest = !endless && own.compareTo(least) >= 0;
    Duration batch = amongLongest ? longestBatch : longestOthers.plus(endless ? least : own);
    return !batch.isZero() && batch.compareTo(nearTimeout) >= 0;
  }
}
