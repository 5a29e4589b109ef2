package dev.retrylab.harness.local.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells when everything that a function has logged so far was read. A marker is requested, the
 * process writes it to each of its log channels, and once it was read from all of them, so was all
 * that had been written before it.
 */
final class LogBarrier {
  private static final class Waiting {
    private final Runnable then;
    private int channelsLeft;

    Waiting(Runnable then, int channelsLeft) {
      this.then = then;
      this.channelsLeft = channelsLeft;
    }
  }

  private final int channels;
  private final Map<Long, Waiting> waiting = new HashMap<>();
  private long last;
  private boolean closed;

  LogBarrier(int channels) {
    this.channels = channels;
  }

  /**
   * Requests a marker.
   *
   * @param then runs once, when the marker was read from all channels or they have ended
   * @return the marker's number
   */
  long request(Runnable then) {
    long number;
    boolean over;
    synchronized (this) {
      number = ++last;
      over = closed;
      if (!over) {
        waiting.put(number, new Waiting(then, channels));
      }
    }
    if (over) {
      then.run();
    }
    return number;
  }

  /** A marker was read from one of the channels. */
  void markerRead(long number) {
    Waiting reached;
    synchronized (this) {
      reached = waiting.get(number);
      if (reached == null || --reached.channelsLeft > 0) {
        return;
      }
      waiting.remove(number);
    }
    reached.then.run();
  }

  /** All channels have ended: nothing more will be read, and nobody waits any longer. */
  void close() {
    List<Waiting> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(waiting.values());
      waiting.clear();
    }
    left.forEach(one -> one.then.run());
  }
}
