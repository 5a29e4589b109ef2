package dev.retrylab.harness.cli.exit;

import dev.retrylab.harness.judge.Verdict;

/** The exit codes of every command. */
public final class ExitCode {
  public static final int MATCH = 0;
  public static final int DIVERGED = 1;
  public static final int INCONCLUSIVE = 2;

  /** Bad arguments or bad input, as in sysexits. */
  public static final int USAGE = 64;

  /** An error in this program, as in sysexits. */
  public static final int INTERNAL = 70;

  private ExitCode() {}

  public static int of(Verdict verdict) {
    return switch (verdict) {
      case MATCH -> MATCH;
      case DIVERGED -> DIVERGED;
      case INCONCLUSIVE -> INCONCLUSIVE;
    };
  }
}
