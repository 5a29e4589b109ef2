package dev.retrylab.harness.expect;

import dev.retrylab.harness.scenario.FailBetween;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.text.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which settings of the source queue let messages survive the outage that a scenario plays. */
record OutageAdvice(QueueSettings queue, Duration outage) {
  private static final int MOST_RECEIVES = 1000;
  private static final Duration LONGEST_VISIBILITY = Duration.ofHours(12);

  /**
   * Advice where messages are not sure to be tried for as long as the outage lasts for them.
   * Without a dead-letter queue they are tried until their retention is over, and there is nothing
   * to set.
   */
  static Optional<Advice> on(Scenario scenario) {
    return scenario.messages().stream()
        .flatMap(message -> outage(message, scenario.queue().delay()).stream())
        .max(Comparator.naturalOrder())
        .map(longest -> new OutageAdvice(scenario.queue(), longest))
        .filter(OutageAdvice::outlastsTries)
        .map(advice -> new Advice(Advice.OUTAGE, advice.sentence(), Advice.DEAD_LETTER_QUEUES));
  }

  /** What is left of the outage when the message can first be received. */
  private static Optional<Duration> outage(MessageSpec message, Duration delay) {
    if (message.behaviour() instanceof FailBetween failing) {
      Duration there = message.sendAfter().plus(delay);
      Duration from = there.compareTo(failing.from()) > 0 ? there : failing.from();
      return Optional.of(failing.to().minus(from)).filter(left -> !left.isNegative());
    }
    return Optional.empty();
  }

  private boolean outlastsTries() {
    return queue.deadLetterQueue() && outage.compareTo(tried(queue.maxReceiveCount())) > 0;
  }

  /** From the first receive to the last. */
  private Duration tried(long receives) {
    return queue.visibilityTimeout().multipliedBy(receives - 1);
  }

  private String sentence() {
    List<String> ways = new ArrayList<>();
    Duration visibility = queue.visibilityTimeout();
    if (!visibility.isZero() && receives() <= MOST_RECEIVES) {
      ways.add("queue.maxReceiveCount %d".formatted(receives()));
    }
    if (queue.maxReceiveCount() > 1 && longVisibility().compareTo(LONGEST_VISIBILITY) <= 0) {
      ways.add("queue.visibilityTimeout " + DurationText.print(longVisibility()));
    }
    String mend =
        ways.isEmpty()
            ? "neither of them alone is enough to survive it"
            : "to survive it takes " + String.join(" or ", ways);
    String retention =
        queue.retention().compareTo(outage) <= 0
            ? ", and a queue.retention longer than it, which is "
                + DurationText.print(queue.retention())
            : "";
    return "queue.maxReceiveCount is %d and queue.visibilityTimeout %s, so that a message is tried for %s, and the outage lasts %s: %s%s."
        .formatted(
            queue.maxReceiveCount(),
            DurationText.print(visibility),
            DurationText.print(tried(queue.maxReceiveCount())),
            DurationText.print(outage),
            mend,
            retention);
  }

  /** One more than there are visibility timeouts in the outage. */
  private long receives() {
    return 1 + ceil(outage.toMillis(), queue.visibilityTimeout().toMillis());
  }

  /** With which the receives allowed are enough, in whole seconds. */
  private Duration longVisibility() {
    return Duration.ofSeconds(ceil(outage.toMillis(), 1000L * (queue.maxReceiveCount() - 1)));
  }

  private static long ceil(long amount, long unit) {
    return (amount + unit - 1) / unit;
  }
}
