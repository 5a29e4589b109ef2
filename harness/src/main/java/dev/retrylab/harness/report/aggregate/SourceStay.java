package dev.retrylab.harness.report.aggregate;

import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.MessageHistory;
import java.util.OptionalInt;

/**
 * When a message was visible in its source queue, and when in flight, as far as its events tell.
 * What a function logs comes a little later than the receive itself. Of a receive that no function
 * logged, nothing tells when it was but the next fact: it hid the message for a visibility timeout
 * before that, if the message was not hidden otherwise.
 */
final class SourceStay {
  private final HiddenTimes times;
  private final Gauge visible;
  private final Gauge inFlight;

  private boolean there = true;
  private long flightFrom;
  private long hiddenUntil;
  private OptionalInt receive = OptionalInt.empty();
  private int phantoms;
  private long left = Long.MAX_VALUE;

  private SourceStay(HiddenTimes times, Gauge visible, Gauge inFlight) {
    this.times = times;
    this.visible = visible;
    this.inFlight = inFlight;
  }

  /**
   * Adds a message to both gauges.
   *
   * @return when it left the queue for good, in milliseconds since 1970; {@link Long#MAX_VALUE}
   *     where it never did
   */
  static long add(MessageHistory message, HiddenTimes times, Gauge visible, Gauge inFlight) {
    SourceStay stay = new SourceStay(times, visible, inFlight);
    stay.hiddenUntil = message.sentAt().toEpochMilli() + times.delay();
    stay.flightFrom = stay.hiddenUntil;
    message.events().forEach(stay::happened);
    if (stay.there) {
      stay.settle(Long.MAX_VALUE);
    }
    return stay.left;
  }

  private void happened(Event event) {
    switch (event.type()) {
      case RECEIVED -> received(event);
      case PHANTOM_RECEIVE -> phantoms++;
      case FAILED, TIMED_OUT, CRASHED, UNPROCESSED -> failed(event);
      case DELETED, DEAD_LETTERED, EXPIRED, DISCARDED -> gone(event.at().toEpochMilli());
      default -> {}
    }
  }

  /** A message that is received after it was deleted has come back. */
  private void received(Event event) {
    long at = event.at().toEpochMilli();
    if (there) {
      settle(at);
    }
    there = true;
    left = Long.MAX_VALUE;
    flightFrom = at;
    hiddenUntil = times.after(event);
    receive = event.receiveCount();
  }

  private void failed(Event event) {
    if (there && receive.equals(event.receiveCount())) {
      times.afterFailure(event).ifPresent(until -> hiddenUntil = until);
    }
  }

  private void gone(long at) {
    if (there) {
      settle(at);
      there = false;
      left = at;
    }
  }

  /** Adds what lies between the last receive and a time: in flight first, and then visible. */
  private void settle(long at) {
    long shown = Math.min(hiddenUntil, at);
    inFlight.during(flightFrom, shown);
    long hiddenAgain = Math.max(shown, at - phantoms * times.visibilityTimeout(flightFrom));
    visible.during(shown, hiddenAgain);
    inFlight.during(hiddenAgain, at);
    phantoms = 0;
  }
}
