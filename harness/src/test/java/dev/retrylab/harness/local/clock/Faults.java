package dev.retrylab.harness.local.clock;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Lets one call between the engine's rooms throw: the one with the number that it was given. All
 * others are counted only.
 */
public final class Faults {
  /** What the call throws where it is to be an exception. */
  public static final class InjectedException extends RuntimeException {
    InjectedException(String call) {
      super("injected in " + call);
    }
  }

  /** What the call throws where it is to be an error. */
  public static final class InjectedError extends Error {
    InjectedError(String call) {
      super("injected in " + call);
    }
  }

  private static final String CLOCK = Faults.class.getPackageName() + ".";
  private static final String ENGINE = CLOCK.substring(0, CLOCK.length() - "clock.".length());

  private final long number;
  private final boolean error;
  private final Map<String, List<Long>> numbersByPath = new TreeMap<>();
  private long calls;
  private boolean on;
  private Optional<Throwable> thrown = Optional.empty();

  /**
   * @param number which call throws, from 1; 0 for none
   * @param error whether it throws an Error
   */
  public Faults(long number, boolean error) {
    this.number = number;
    this.error = error;
  }

  /** From now on calls are counted; what is set up before never fails. */
  public void begin() {
    on = true;
  }

  /** From now on no call throws. */
  public void end() {
    on = false;
  }

  /** Counts a call, and throws if it is the one. */
  public void call(String what) {
    if (!on) {
      return;
    }
    calls++;
    if (number == 0) {
      numbersByPath.computeIfAbsent(path(what), any -> new ArrayList<>()).add(calls);
    } else if (calls == number) {
      fail(what);
    }
  }

  /** The call and the classes of the engine by way of which it came. */
  private static String path(String what) {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .map(StackFrame::getClassName)
                    .filter(name -> name.startsWith(ENGINE) && !name.startsWith(CLOCK))
                    .distinct()
                    .collect(Collectors.joining(" ", what + " ", "")));
  }

  /**
   * The number of one of the calls of a run in which none threw. One by a way that is seldom taken
   * is as likely as a look at the time, of which there are thousands.
   */
  public long oneOf(Random random) {
    List<List<Long>> paths = List.copyOf(numbersByPath.values());
    List<Long> numbers = paths.get(random.nextInt(paths.size()));
    return numbers.get(random.nextInt(numbers.size()));
  }

  private void fail(String what) {
    if (error) {
      InjectedError fault = new InjectedError(what);
      thrown = Optional.of(fault);
      throw fault;
    }
    InjectedException fault = new InjectedException(what);
    thrown = Optional.of(fault);
    throw fault;
  }

  /** What was thrown, once the call was made. */
  public Optional<Throwable> thrown() {
    return thrown;
  }
}
