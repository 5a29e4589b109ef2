package dev.retrylab.lambda;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Notes what would have happened to the process, then ends the attempt as a kill would. */
final class FakeProcess implements FunctionProcess {
  final List<String> asked = new ArrayList<>();

  /** What leaves the handler: nothing that the handler could take for a failed record. */
  static final class Killed extends Throwable {}

  /** So that it passes all that catch exceptions and Errors, as the end of a process does. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T unchecked(Throwable killed) throws T {
    throw (T) killed;
  }

  @Override
  public void sleep(Duration duration) {
    asked.add("sleep " + duration);
    throw FakeProcess.<RuntimeException>unchecked(new Killed());
  }

  @Override
  public void halt() {
    asked.add("halt");
    throw FakeProcess.<RuntimeException>unchecked(new Killed());
  }
}
