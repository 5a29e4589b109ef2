package dev.retrylab.harness.judge;

import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.MessageHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A receive, or a move to the dead-letter queue, that came sooner than predicted.
 *
 * @param bound the lower bound that it falls below, since the message was sent
 */
public record TooEarly(Event event, Duration bound) {

  /**
   * All of them in a history, receives first.
   *
   * @param clockSkew by how much an event may seem too early
   */
  public static List<TooEarly> in(
      MessageHistory message, MessagePrediction expected, Duration clockSkew) {
    List<TooEarly> found = new ArrayList<>();
    List<Duration> earliest = expected.earliest();
    for (Event received : message.events(EventType.RECEIVED)) {
      int count = received.receiveCount().orElse(0);
      if (count >= 1 && count <= earliest.size()) {
        found.add(new TooEarly(received, earliest.get(count - 1)));
      }
    }
    if (expected.deadLetteredNotBefore().isPresent()) {
      for (Event moved : message.events(EventType.DEAD_LETTERED)) {
        found.add(new TooEarly(moved, expected.deadLetteredNotBefore().get()));
      }
    }
    found.removeIf(one -> one.event.sinceSent().compareTo(one.bound.minus(clockSkew)) >= 0);
    return found;
  }
}
