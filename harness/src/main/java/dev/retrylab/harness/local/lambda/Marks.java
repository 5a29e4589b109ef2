package dev.retrylab.harness.local.lambda;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Marks that were asked for on a number of channels, and have passed once each channel brought
 * them.
 */
final class Marks {
  /** One mark: its number in the stream, and the moment it has passed on all channels. */
  record Mark(long number, CompletableFuture<Void> passed) {}

  private static final class Open {
    private final Mark mark;
    private int missing;

    Open(Mark mark, int missing) {
      this.mark = mark;
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

  synchronized Mark next() {
    Mark mark = new Mark(++last, new CompletableFuture<>());
    if (closed) {
      mark.passed().complete(null);
    } else {
      open.put(mark.number(), new Open(mark, channels));
    }
    return mark;
  }

  void seen(long number) {
    CompletableFuture<Void> passed;
    synchronized (this) {
      Open entry = open.get(number);
      if (entry == null || --entry.missing > 0) {
        return;
      }
      open.remove(number);
      passed = entry.mark.passed();
    }
    passed.complete(null);
  }

  /** All channels have ended: whatever is still open has passed. */
  void closeAll() {
    Map<Long, Open> left;
    synchronized (this) {
      closed = true;
      left = Map.copyOf(open);
      open.clear();
    }
    left.values().forEach(entry -> entry.mark.passed().complete(null));
  }
}
