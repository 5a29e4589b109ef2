package dev.retrylab.harness.cost;

import dev.retrylab.harness.observe.LoggedUsage;
import dev.retrylab.harness.scenario.FailWithVisibility;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.MessageHistory;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How many requests a run made to SQS: no log tells them, so that they are reckoned from what they
 * did, and are at least so many. Up to ten messages are one request.
 */
final class SqsRequests {
  /** lim-batch-10. */
  private static final int LARGEST_BATCH = 10;

  private final int largestBatch;
  private final Set<String> settingVisibility;
  private long receives;
  private long phantoms;
  private long deletes;
  private long byFunction;

  private SqsRequests(Scenario scenario) {
    this.largestBatch = Math.min(LARGEST_BATCH, scenario.mapping().batchSize());
    this.settingVisibility =
        scenario.messages().stream()
            .filter(message -> message.behaviour() instanceof FailWithVisibility)
            .map(MessageSpec::key)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Those of a run that found messages, sent or deleted them. */
  static long of(Scenario scenario, History history, LoggedUsage logged) {
    SqsRequests requests = new SqsRequests(scenario);
    history.messages().forEach(requests::add);
    long ofDlq = 2 * logged.of(FunctionRole.DLQ_CONSUMER).invocations();
    long ofSource =
        scenario.trigger() == Trigger.MAPPING
            ? requests.byMapping(history, logged.of(FunctionRole.CONSUMER).invocations())
            : 0;
    return sends(scenario) + ofSource + requests.byFunction + ofDlq;
  }

  /** The harness sends those that are due at the same time together. */
  static long sends(Scenario scenario) {
    if (scenario.trigger() == Trigger.EVENT) {
      return 0;
    }
    long requests = 0;
    int batch = 0;
    Duration due = Duration.ZERO;
    for (MessageSpec message : scenario.inSendOrder()) {
      if (batch == 0 || batch == LARGEST_BATCH || !message.sendAfter().equals(due)) {
        requests++;
        batch = 0;
      }
      batch++;
      due = message.sendAfter();
    }
    return requests;
  }

  private void add(MessageHistory message) {
    receives += message.receives() - message.phantoms();
    phantoms += message.phantoms();
    for (Event event : message.events()) {
      deletes += event.type() == EventType.DELETED ? 1 : 0;
      byFunction += event.type() == EventType.FORWARDED ? 1 : 0;
    }
    if (settingVisibility.contains(MessageSpec.originalKey(message.key()))) {
      byFunction += message.functionErrors();
    }
  }

  /**
   * A batch is a receive for each ten messages, and a delete unless the invocation failed. What was
   * received and never ran, as when the function was throttled, came alone or with others.
   */
  private long byMapping(History history, long invocations) {
    long unrun = Math.max(0, phantoms - history.unloggedInvocations());
    long succeeded = Math.max(0, invocations - history.invocationErrors());
    return atLeast(invocations, receives)
        + atLeast(0, unrun)
        + atLeast(Math.min(succeeded, deletes), deletes);
  }

  private long atLeast(long batches, long messages) {
    return Math.max(batches, (messages + largestBatch - 1) / largestBatch);
  }
}
