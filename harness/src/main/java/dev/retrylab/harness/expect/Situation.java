package dev.retrylab.harness.expect;

import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.MessageSpec;
import java.time.Duration;

/**
 * What a message can go through in the source queue.
 *
 * @param waits whether earlier messages of its group can make it wait
 */
record Situation(
    MessageSpec message, Interference interference, Times times, Outcomes outcomes, boolean waits) {

  /** All that tells it from that of another message in the same queue. */
  Object traits() {
    return new Traits(message.behaviour(), interference, times.first(), outcomes, waits);
  }

  /** Compared by hand: records do it slowly, and there may be a hundred thousand of these. */
  private record Traits(
      Behaviour behaviour,
      Interference interference,
      Duration first,
      Outcomes outcomes,
      boolean waits) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Traits traits
          && waits == traits.waits
          && first.equals(traits.first)
          && behaviour.equals(traits.behaviour)
          && interference.equals(traits.interference)
          && outcomes.equals(traits.outcomes);
    }

    @Override
    public int hashCode() {
      return 31 * first.hashCode() + behaviour.getClass().hashCode();
    }
  }
}
