package dev.retrylab.harness.observe;

import dev.retrylab.harness.timeline.FunctionRole;
import java.util.Map;

/**
 * What the log events of a run say of what Lambda and CloudWatch Logs bill: of all that was read,
 * which begins two minutes before the run.
 *
 * @param functions none of a function that logged nothing
 * @param bytes of the events in UTF-8, and 26 more for each, as PutLogEvents counts them
 */
public record LoggedUsage(Map<FunctionRole, Runs> functions, long bytes) {

  /** Where nothing was logged. */
  public static final LoggedUsage NONE = new LoggedUsage(Map.of(), 0);

  /**
   * The invocations of a function.
   *
   * @param begun that said that they began
   * @param reported of which a report says what is billed
   * @param milliseconds that are billed
   * @param megabyteMilliseconds the same, each times the memory of the function
   */
  public record Runs(long begun, long reported, long milliseconds, long megabyteMilliseconds) {
    static final Runs NONE = new Runs(0, 0, 0, 0);
    static final Runs ONE_BEGUN = new Runs(1, 0, 0, 0);

    static Runs reported(BilledTime time) {
      return new Runs(0, 1, time.milliseconds(), time.milliseconds() * time.megabytes());
    }

    Runs plus(Runs other) {
      return new Runs(
          begun + other.begun,
          reported + other.reported,
          milliseconds + other.milliseconds,
          megabyteMilliseconds + other.megabyteMilliseconds);
    }

    /** How many there were: a line may be missing of any. */
    public long invocations() {
      return Math.max(begun, reported);
    }

    /** How many there were of which it is not known how long they took. */
    public long unreported() {
      return invocations() - reported;
    }
  }

  public LoggedUsage {
    functions = Map.copyOf(functions);
  }

  /** The invocations of a function. */
  public Runs of(FunctionRole function) {
    return functions.getOrDefault(function, Runs.NONE);
  }
}
