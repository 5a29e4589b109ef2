package dev.retrylab.harness.local.lambda;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Marks that were asked for on a number of channels, and have passed once each channel brought
 * them.
 */
final class Marks {
  private static final class Open {
    private final Runnable then;
    private int missing;

    Open(Runnable then, int missing) {
      this.then = then;
      this.missing = missing;
    }
  }

  private final int channels;
  private final Map<Long, Open> open = new HashMap<>();
  private long last;
  private boolean closed;

  Marks(int channels) {
    this.channels = channels;
  }

  /**
   * Asks for a mark.
   *
   * @param then runs once, when the mark has passed on all channels or they have ended
   * @return the mark's number
   */
  long next(Runnable then) {
    long number;
    boolean over;
    synchronized (this) {
      number = ++last;
      over = closed;
      if (!over) {
        open.put(number, new Open(then, channels));
      }
    }
    if (over) {
      then.run();
    }
    return number;
  }

  /** A channel has brought a mark. */
  void seen(long number) {
    Open passed;
    synchronized (this) {
      passed = open.get(number);
      if (passed == null || --passed.missing > 0) {
        return;
      }
      open.remove(number);
    }
    passed.then.run();
  }

  /** All channels have ended: whatever is still open has passed. */
  void closeAll() {
    List<Open> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(open.values());
      open.clear();
    }
    left.forEach(passed -> passed.then.run());
  }
}
