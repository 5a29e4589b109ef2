package dev.retrylab.harness.scenario.text;

/** One of several words that a key can have as its value. */
public interface Word {
  /** The word used in scenario files. */
  String word();
}
