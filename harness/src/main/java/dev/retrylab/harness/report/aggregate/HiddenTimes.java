package dev.retrylab.harness.report.aggregate;

import dev.retrylab.harness.scenario.FailWithVisibility;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How long the source queue hides messages. Times are milliseconds.
 *
 * @param asynchronous whether there is no source queue, so that an event waits for its next attempt
 *     as soon as one has failed
 * @param own of the messages whose visibility timeout the consumer sets, by their keys
 */
record HiddenTimes(
    long delay, long visibilityTimeout, boolean asynchronous, Map<String, FailWithVisibility> own) {

  static HiddenTimes of(Scenario scenario) {
    Map<String, FailWithVisibility> own = new HashMap<>();
    for (MessageSpec message : scenario.messages()) {
      if (message.behaviour() instanceof FailWithVisibility setting) {
        own.put(message.key(), setting);
      }
    }
    return new HiddenTimes(
        scenario.queue().delay().toMillis(),
        scenario.queue().visibilityTimeout().toMillis(),
        scenario.trigger() == Trigger.EVENT,
        own);
  }

  /** Until when a receive hides a message. */
  long after(Event received) {
    return asynchronous ? Long.MAX_VALUE : received.at().toEpochMilli() + visibilityTimeout;
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
