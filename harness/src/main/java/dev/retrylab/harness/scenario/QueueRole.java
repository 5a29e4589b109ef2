package dev.retrylab.harness.scenario;

import dev.retrylab.harness.scenario.text.Word;

/** The queues of an experiment, as a step names them. */
public enum QueueRole implements Word {
  /** The queue that messages are sent to. */
  SOURCE("source", "source queue"),
  /** The dead-letter queue. */
  DLQ("dlq", "dead-letter queue"),
  /** A further queue that no function consumes ({@link QueueSettings#spareQueue}). */
  SPARE("spare", "spare queue");

  private final String word;
  private final String phrase;

  QueueRole(String word, String phrase) {
    this.word = word;
    this.phrase = phrase;
  }

  /** How sentences call it. */
  public String phrase() {
    return phrase;
  }

  @Override
  public String word() {
    return word;
  }
}
