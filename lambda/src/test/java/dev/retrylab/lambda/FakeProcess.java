package dev.retrylab.lambda;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Notes what would have happened to the process, then ends the attempt as a kill would. */
final class FakeProcess implements FunctionProcess {
  final List<String> asked = new ArrayList<>();

  /** What leaves the handler: no exception that the handler could take for a failed record. */
  static final class Killed extends Error {}

  @Override
  public void sleep(Duration duration) {
    asked.add("sleep " + duration);
    throw new Killed();
  }

  @Override
  public void halt() {
    asked.add("halt");
    throw new Killed();
  }
}
