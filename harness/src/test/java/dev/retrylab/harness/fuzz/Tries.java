package dev.retrylab.harness.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.function.ThrowingConsumer;

/**
 * Puts a property to many random inputs, each with a seed of its own, within a limit of time and of
 * memory.
 *
 * <p>{@code mvn verify} always takes the same inputs, so that it fails for what has changed and not
 * by chance. {@code -Dretrylab.fuzz=100000} takes as many others of each kind, and {@code
 * -Dretrylab.fuzzSeed=N} begins with one of them again.
 */
public final class Tries {
  private static final int ASKED = Integer.getInteger("retrylab.fuzz", 0);
  private static final long FIRST =
      Long.getLong("retrylab.fuzzSeed", ASKED == 0 ? 1 : System.nanoTime() & 0xffffffffffL);
  private static final Duration LONGEST = Duration.ofSeconds(20);

  /** Bytes that one try may allocate, garbage included. */
  private static final long MOST_MEMORY = 1L << 30;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Tries() {}

  /**
   * Runs the tries.
   *
   * @param inVerify how many, where no other number is asked for
   */
  public static void of(int inVerify, ThrowingConsumer<Random> one) {
    int tries = ASKED == 0 ? inVerify : ASKED;
    for (long seed = FIRST; seed < FIRST + tries; seed++) {
      try {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        assertTimeoutPreemptively(LONGEST, () -> measured(one, random));
      } catch (Throwable e) {
        throw new AssertionError(
            "-Dretrylab.fuzz=1 -Dretrylab.fuzzSeed=%d repeats it: %s".formatted(seed, e), e);
      }
    }
  }

  /** For a test that makes fewer in {@code mvn verify} than are likely to find anything new. */
  public static void tellOfMore(String test, int inVerify) {
    if (ASKED == 0) {
      System.out.printf(
          "%s makes %d tries of each kind; -Dretrylab.fuzz=200 makes 200.%n", test, inVerify);
    }
  }

  private static void measured(ThrowingConsumer<Random> one, Random random) throws Throwable {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    one.accept(random);
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
        .as("bytes that it took")
        .isLessThan(MOST_MEMORY);
  }
}
