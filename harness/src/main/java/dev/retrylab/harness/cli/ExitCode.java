package dev.retrylab.harness.cli;

import dev.retrylab.harness.judge.Verdict;

/** The exit codes of every command. */
final class ExitCode {
  static final int MATCH = 0;
  static final int DIVERGED = 1;
  static final int INCONCLUSIVE = 2;

  /** Bad arguments or bad input, as in sysexits. */
  static final int USAGE = 64;

  /** An error in this program, as in sysexits. */
  static final int INTERNAL = 70;

  private ExitCode() {}

  static int of(Verdict verdict) {
    return switch (verdict) {
      case MATCH -> MATCH;
      case DIVERGED -> DIVERGED;
      case INCONCLUSIVE -> INCONCLUSIVE;
    };
  }
}
