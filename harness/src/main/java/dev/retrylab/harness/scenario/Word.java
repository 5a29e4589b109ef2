package dev.retrylab.harness.scenario;

/** One of several words that a key can have as its value. */
interface Word {
  /** The word used in scenario files. */
  String word();
}
