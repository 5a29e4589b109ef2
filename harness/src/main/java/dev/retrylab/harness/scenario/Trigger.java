package dev.retrylab.harness.scenario;

import dev.retrylab.harness.scenario.text.Word;

/** What invokes the consumer. */
public enum Trigger implements Word {
  /** An event source mapping, synchronously, with messages of the source queue. */
  MAPPING("mapping"),
  /** The harness itself, asynchronously (InvocationType Event), with the body of each message. */
  EVENT("event");

  private final String word;

  Trigger(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
