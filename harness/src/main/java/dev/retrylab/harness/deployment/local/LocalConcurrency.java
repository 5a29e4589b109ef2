package dev.retrylab.harness.deployment.local;

import dev.retrylab.harness.deployment.TargetUnusable;
import dev.retrylab.harness.local.runtime.RuntimeKind;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Trigger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How many runs of the consumer the local engine has at a time. A process takes about 70 MB, so
 * that there are fewer processes than AWS would run: where the scenario itself limits them, as many
 * as that or none at all. Simulated, there are as many as the mapping and the account let run.
 *
 * @param atATime the most that it runs: 4 to 16 processes, or simulated any number
 * @param available how many AWS could run at a time, since so many batches or events are there at
 *     once and no setting forbids it
 */
public record LocalConcurrency(int atATime, int available) {
  /** Where nothing says otherwise. */
  static final int USUAL = 4;

  private static final int MOST = 16;

  private static final String OF_PROCESSES =
      "16 at a time, each in a process of its own. Set it to 16 at most, or run it with --functions"
          + " simulated or --target aws; predict works all the same.";

  /** Of a scenario. */
  public static LocalConcurrency of(Scenario scenario, RuntimeKind functions) {
    LocalConcurrency ofProcesses = of(scenario);
    return functions == RuntimeKind.PROCESSES
        ? ofProcesses
        : new LocalConcurrency(Integer.MAX_VALUE, ofProcesses.available());
  }

  /** Of a scenario whose functions are processes. */
  private static LocalConcurrency of(Scenario scenario) {
    OptionalInt limit = limit(scenario);
    int account = scenario.account().concurrency();
    // Some more than a small account lets run, so that batches are throttled.
    int usual = account <= MOST ? account + USUAL : USUAL;
    int needed = Math.min(places(scenario), limit.orElse(usual));
    int available = Math.min(availableAtOnce(scenario), Math.min(limit.orElse(account), account));
    return new LocalConcurrency(Math.max(USUAL, Math.min(MOST, needed)), available);
  }

  /**
   * Refuses a scenario that allows more than the engine can run, and has enough messages for it.
   *
   * @throws TargetUnusable with the setting, the number and the way out
   */
  static void check(Scenario scenario, RuntimeKind functions) {
    if (functions == RuntimeKind.PROCESSES && tooManyForProcesses(scenario)) {
      throw new TargetUnusable(refusal(scenario, limit(scenario).orElseThrow()) + OF_PROCESSES);
    }
  }

  /** Whether the scenario itself allows more, and has messages for it. */
  private static boolean tooManyForProcesses(Scenario scenario) {
    return allowed(scenario) > MOST;
  }

  /** Whether AWS may run more at a time than there are processes. */
  static boolean moreThanProcesses(Scenario scenario) {
    return of(scenario).available() > MOST;
  }

  /** 0 where the scenario itself sets no limit. */
  private static int allowed(Scenario scenario) {
    OptionalInt limit = limit(scenario);
    return limit.isPresent() ? Math.min(places(scenario), limit.getAsInt()) : 0;
  }

  /** Whether AWS would run more at a time, so that its bursts are not seen here. */
  public boolean narrower() {
    return available > atATime;
  }

  private static String refusal(Scenario scenario, int limit) {
    boolean ofMapping = mapped(scenario) && limit(scenario.mapping().maximumConcurrency()) == limit;
    return "%s is %d, and %d of the scenario's messages may run at a time, but the local engine runs at most "
        .formatted(
            ofMapping ? "mapping.maximumConcurrency" : "function.reservedConcurrency",
            limit,
            allowed(scenario));
  }

  private static boolean mapped(Scenario scenario) {
    return scenario.trigger() == Trigger.MAPPING;
  }

  private static int limit(OptionalInt setting) {
    return setting.orElse(Integer.MAX_VALUE);
  }

  private static OptionalInt limit(Scenario scenario) {
    int maximum =
        mapped(scenario)
            ? limit(scenario.mapping().maximumConcurrency())
            : limit(OptionalInt.empty());
    int limit = Math.min(maximum, limit(scenario.function().reservedConcurrency()));
    return limit == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(limit);
  }

  /** One for each group of a FIFO queue, since a group is in one batch at a time. */
  private static int places(Scenario scenario) {
    boolean grouped = mapped(scenario) && scenario.queue().type() == QueueType.FIFO;
    return grouped
        ? (int) scenario.messages().stream().map(MessageSpec::group).distinct().count()
        : scenario.messages().size();
  }

  /**
   * What is sent within one function timeout may be there at once, in batches as full as can be.
   */
  private static int availableAtOnce(Scenario scenario) {
    boolean grouped = mapped(scenario) && scenario.queue().type() == QueueType.FIFO;
    int inBatch = mapped(scenario) && !grouped ? scenario.mapping().batchSize() : 1;
    Duration window = scenario.function().timeout();
    List<MessageSpec> sent = scenario.inSendOrder();
    Map<String, Integer> inWindow = new HashMap<>();
    int most = 0;
    int first = 0;
    for (int i = 0; i < sent.size(); i++) {
      inWindow.merge(unit(sent, i, grouped), 1, Integer::sum);
      while (sent.get(first).sendAfter().plus(window).compareTo(sent.get(i).sendAfter()) < 0) {
        inWindow.computeIfPresent(
            unit(sent, first, grouped), (key, count) -> count == 1 ? null : count - 1);
        first++;
      }
      most = Math.max(most, (inWindow.size() + inBatch - 1) / inBatch);
    }
    return most;
  }

  private static String unit(List<MessageSpec> sent, int index, boolean grouped) {
    return grouped ? sent.get(index).group() : sent.get(index).key();
  }
}
