package dev.retrylab.harness.report.aggregate;

import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.FailWithVisibility;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * How long the source queue hides messages. Times are milliseconds.
 *
 * @param visibilityTimeouts each by the time from which it is in force, the first from ever
 * @param asynchronous whether there is no source queue, so that an event waits for its next attempt
 *     as soon as one has failed
 * @param own of the messages whose visibility timeout the consumer sets, by their keys
 */
record HiddenTimes(
    long delay,
    NavigableMap<Long, Long> visibilityTimeouts,
    boolean asynchronous,
    Map<String, FailWithVisibility> own) {

  static HiddenTimes of(RunReport report) {
    Scenario scenario = report.scenario();
    Map<String, FailWithVisibility> own = new HashMap<>();
    for (MessageSpec message : scenario.messages()) {
      if (message.behaviour() instanceof FailWithVisibility setting) {
        own.put(message.key(), setting);
      }
    }
    NavigableMap<Long, Long> timeouts = new TreeMap<>();
    long start = report.history().start().toEpochMilli();
    report
        .visibilityTimeouts()
        .forEach((since, timeout) -> timeouts.put(start + since.toMillis(), timeout.toMillis()));
    return new HiddenTimes(
        scenario.queue().delay().toMillis(), timeouts, scenario.trigger() == Trigger.EVENT, own);
  }

  /** Until when a receive hides a message. */
  long after(Event received) {
    long at = received.at().toEpochMilli();
    return asynchronous ? Long.MAX_VALUE : at + visibilityTimeout(at);
  }

  /** That of the queue at a time. */
  long visibilityTimeout(long at) {
    return visibilityTimeouts.floorEntry(at).getValue();
  }

  /** Until when a message is hidden once a run has failed for it, where that changes it. */
  OptionalLong afterFailure(Event failed) {
    long at = failed.at().toEpochMilli();
    if (asynchronous) {
      return OptionalLong.of(at);
    }
    FailWithVisibility setting =
        failed.type() == EventType.FAILED && !own.isEmpty()
            ? own.get(MessageSpec.originalKey(failed.key()))
            : null;
    return setting == null
        ? OptionalLong.empty()
        : OptionalLong.of(at + setting.atReceive(failed.receiveCount().orElse(1)).toMillis());
  }
}
