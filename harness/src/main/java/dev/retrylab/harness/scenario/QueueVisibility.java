package dev.retrylab.harness.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * For how long the source queue itself may hide a message that it hands out. Steps may change its
 * visibility timeout: that which is in force at a receive hides the message for that receive.
 *
 * @param shortest of those that may be in force
 * @param longest of those that may be in force
 */
public record QueueVisibility(Duration shortest, Duration longest) {
  /**
   * How long a change may take to be in force everywhere.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html">
   *     SetQueueAttributes: up to 60 seconds</a>
   */
  public static final Duration CHANGE_TAKES = Duration.ofSeconds(60);

  /** Of the receives of one message: no change that was in force before it was sent is over. */
  static QueueVisibility of(Scenario scenario, MessageSpec message) {
    Duration first = scenario.queue().visibilityTimeout();
    if (scenario.steps().isEmpty()) {
      return new QueueVisibility(first, first);
    }
    List<Duration> possible = new ArrayList<>();
    possible.add(first);
    for (Step step : scenario.steps()) {
      if (step instanceof Step.SetQueue change) {
        if (change.at().plus(CHANGE_TAKES).compareTo(message.sendAfter()) <= 0) {
          possible.clear();
        }
        possible.add(change.visibilityTimeout());
      }
    }
    return new QueueVisibility(Collections.min(possible), Collections.max(possible));
  }

  /** Of the receives of any message. */
  static QueueVisibility of(Scenario scenario) {
    if (scenario.steps().isEmpty()) {
      return of(scenario, scenario.messages().get(0));
    }
    return scenario.messages().stream()
        .map(message -> of(scenario, message))
        .reduce(QueueVisibility::or)
        .orElseThrow();
  }

  private QueueVisibility or(QueueVisibility other) {
    return new QueueVisibility(
        Collections.min(List.of(shortest, other.shortest)),
        Collections.max(List.of(longest, other.longest)));
  }
}
