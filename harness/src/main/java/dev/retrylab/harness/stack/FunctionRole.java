package dev.retrylab.harness.stack;

/** The functions of an experiment. */
public enum FunctionRole {
  /** Consumes the source queue, or the events that the harness sends. */
  CONSUMER("consumer", "dev.retrylab.lambda.ConsumerHandler"),
  /** Consumes the dead-letter queue. */
  DLQ_CONSUMER("dlq-consumer", "dev.retrylab.lambda.DlqConsumerHandler");

  private final String word;
  private final String handler;

  FunctionRole(String word, String handler) {
    this.word = word;
    this.handler = handler;
  }

  /** What a function's name ends in. */
  public String word() {
    return word;
  }

  /** The handler's class, in the jar of the functions. */
  public String handler() {
    return handler;
  }
}
