package dev.retrylab.harness.expect.rules;

import dev.retrylab.harness.expect.prediction.Rule;

/** What a hypothesis believes against the documentation; all else is as documented. */
public enum Belief {
  ASYNC_RETRIES_APPLY(
      Needs.MESSAGES,
      "async-retries-apply",
      "Each receive that fails is also retried as an asynchronous invocation: errors = receives x (1"
          + " + retryAttempts).",
      "the guess that the experiment puts to the test"),
  /** Only those retries whose wait is shorter than the visibility timeout. */
  VISIBILITY_TOO_SHORT(
      Needs.MESSAGES,
      "visibility-too-short",
      "Asynchronous retries apply once the visibility timeout is longer than their waits of 1 and 3"
          + " minutes.",
      "the explanation given in the article"),
  NO_RETRY(
      Needs.MESSAGES,
      "no-retry",
      "A message that failed is never run again: it goes to the dead-letter queue after its first"
          + " receive.",
      "a guess"),
  COUNT_RESTARTS_IN_DLQ(
      Needs.MESSAGES,
      "count-restarts-in-dlq",
      "The receive count starts again at 1 in the dead-letter queue.",
      "a guess"),
  CLOCK_STARTS_AT_FAILURE(
      Needs.MESSAGES,
      "clock-starts-at-failure",
      "The visibility timeout counts from the failure, not from the receive: a run that hangs puts"
          + " off its retry.",
      "measured on Floci 1.7.0"),
  /**
   * While a mapping polls without pause, the queue gives it no chance to differ from what is
   * documented: only a queue that nobody receives from can tell the two apart.
   */
  MOVE_IN_BACKGROUND(
      Needs.MESSAGES,
      "move-in-background",
      "The queue moves a message to the dead-letter queue by itself as soon as its last visibility"
          + " timeout is over, without a further receive.",
      "a guess"),
  COUNT_SURVIVES_REDRIVE(
      Needs.STEPS,
      "count-survives-redrive",
      "A message that a move task brings back keeps its receive count, so that its next receive"
          + " moves it to the dead-letter queue again, without a run.",
      "a guess"),
  LOOKING_IS_FREE(
      Needs.STEPS,
      "looking-is-free",
      "Looking at messages, as the console does, does not count towards maxReceiveCount.",
      "a guess"),
  DLQ_CLOCK_RESTARTS(
      Needs.STEPS,
      "dlq-clock-restarts",
      "The retention of a standard queue's message starts anew in the dead-letter queue.",
      "a guess; so in the model of LocalStack, fact ret-model-dlq-age"),
  DLQ_CLOCK_GOES_ON(
      Needs.STEPS,
      "dlq-clock-goes-on",
      "The retention of a FIFO queue's message goes on in the dead-letter queue.",
      "a guess"),
  METRICS_COUNT_REDRIVES(
      Needs.STEPS,
      "metrics-count-redrives",
      "NumberOfMessagesSent of a dead-letter queue counts what the redrive policy moves there.",
      "a guess"),
  AGE_SINCE_SENDING(
      Needs.STEPS,
      "age-since-sending",
      "ApproximateAgeOfOldestMessage of a dead-letter queue counts from the first sending.",
      "a guess"),
  ANY_DLQ_TYPE(
      Needs.STEPS,
      "any-dlq-type",
      "A FIFO queue accepts a standard queue as its dead-letter queue.",
      "a guess; so on LocalStack, fact mismatch-sqs-not-validated");

  @SuppressWarnings("ImmutableEnumChecker") // a record of three texts
  private final Rule rule;

  private final Needs needs;

  Belief(Needs needs, String id, String claim, String source) {
    this.needs = needs;
    this.rule = new Rule(id, claim, source);
  }

  /** What it assumes in place of the documentation; its id is that of the hypothesis. */
  public Rule rule() {
    return rule;
  }

  /** Whether only steps of the harness can put it to the test. */
  public boolean needsSteps() {
    return needs == Needs.STEPS;
  }

  /** What a scenario must have to put a belief to the test. */
  private enum Needs {
    /** Messages, which each scenario has. */
    MESSAGES,
    /** Steps of the harness besides sending. */
    STEPS
  }
}
