package dev.retrylab.harness.local.runtime;

import java.util.Locale;

/** What runs the functions of the local engine. */
public enum RuntimeKind {
  /** AWS's Runtime Interface Client in a process of its own for each execution environment. */
  PROCESSES,
  /** The same handlers, called inside the harness: they sleep, and start, in the engine's time. */
  SIMULATED;

  /** As it is written on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
