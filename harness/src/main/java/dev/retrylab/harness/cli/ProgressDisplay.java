package dev.retrylab.harness.cli;

import dev.retrylab.harness.experiment.Progress;

/** Shows the progress of a run, or keeps quiet where nobody would see it. */
interface ProgressDisplay extends Progress, AutoCloseable {

  /** Shows nothing: for output that goes to a file or another program. */
  static ProgressDisplay quiet() {
    return new ProgressDisplay() {
      @Override
      public void update(State state) {}

      @Override
      public void close() {}
    };
  }

  @Override
  void close();
}
