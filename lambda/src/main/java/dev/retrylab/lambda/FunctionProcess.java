package dev.retrylab.lambda;

import java.time.Duration;

/** The process the function runs in; tests put a harmless one in its place. */
interface FunctionProcess {

  /** Returns after {@code duration}, or earlier with an exception if interrupted. */
  void sleep(Duration duration);

  /** Does not return. */
  void halt();

  /** The process that this code runs in. */
  final class Own implements FunctionProcess {
    @Override
    public void sleep(Duration duration) {
      try {
        Thread.sleep(duration.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while hanging", e);
      }
    }

    @Override
    public void halt() {
      Runtime.getRuntime().halt(1);
    }
  }
}
