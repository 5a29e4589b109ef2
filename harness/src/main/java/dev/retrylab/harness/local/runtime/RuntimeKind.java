package dev.retrylab.harness.local.runtime;

import java.util.Locale;

/** What runs the functions of the local engine. */
public enum RuntimeKind {
  /** AWS's Runtime Interface Client in a process of its own for each execution environment. */
  PROCESSES,
  /**
   * The same handlers, called inside the harness: they sleep, and start, in the engine's time, and
   * on a virtual clock nothing else that they do takes any.
   */
  SIMULATED;

  /** The name of the operating system that this program runs on. */
  public static String operatingSystem() {
    return System.getProperty("os.name");
  }

  /**
   * Whether an operating system runs it: AWS's client does its calls in a native library, of which
   * there are builds for Linux only.
   */
  public boolean runsOn(String operatingSystem) {
    return this == SIMULATED || operatingSystem.equals("Linux");
  }

  /** As it is written on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
