package dev.retrylab.harness.local.failure;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Takes every failure inside the engine. No part of the engine may drop an exception or a failed
 * future: what cannot be handed to a caller is reported here, Errors included, and a run in which
 * anything was reported decides nothing. Safe for any number of threads.
 */
public final class EngineFailures {
  private static final Logger LOG = Logger.getLogger(EngineFailures.class.getName());

  /** One fault may strike at every message; the first ones tell all there is to tell. */
  private static final int MOST_KEPT = 100;

  private final InstantSource clock;
  private final List<EngineFailure> first = new ArrayList<>();
  private long number;

  /**
   * @param clock stamps what is reported
   */
  public EngineFailures(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Keeps a failure, and writes it to the log with its stack trace. Never throws.
   *
   * @param what the piece of work that failed, as the subject of a sentence
   */
  public void report(String what, Throwable cause) {
    EngineFailure failure = new EngineFailure(clock.instant(), what, cause);
    synchronized (first) {
      number++;
      if (first.size() == MOST_KEPT) {
        return;
      }
      first.add(failure);
    }
    LOG.log(Level.SEVERE, what + " failed", cause);
  }

  /**
   * Runs a piece of work whose failure nobody else would hear of.
   *
   * @return whether it went well
   */
  public boolean guard(String what, Runnable work) {
    try {
      work.run();
      return true;
    } catch (Throwable failure) {
      report(what, failure);
      return false;
    }
  }

  /** The first failures, at most 100, in the order in which they were reported. */
  public List<EngineFailure> first() {
    synchronized (first) {
      return List.copyOf(first);
    }
  }

  /** How many failures were reported. */
  public long number() {
    synchronized (first) {
      return number;
    }
  }
}
