package dev.retrylab.harness.judge;

import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.Rule;
import dev.retrylab.harness.expect.rules.DocumentedRules;
import dev.retrylab.harness.timeline.BatchDetail;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.MessageHistory;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Why the function never acted on a message, as far as the evidence tells. */
public enum UnrunCause {
  BATCH_TIMED_OUT(
      "its batches took longer than the function timeout, and came back before its turn",
      "their batches took longer than the function timeout, and came back before their turn"),
  BATCH_FAILED(
      "it shared its batches with a failing message, and they came back before its turn",
      "they shared their batches with a failing message, and these came back before their turn"),
  GIVEN_BACK(
      "it was given back unprocessed behind a failed one",
      "they were given back unprocessed behind a failed one"),
  THROTTLED(
      "its runs were throttled: the function has too little reserved concurrency",
      "their runs were throttled: the function has too little reserved concurrency"),
  THROTTLED_BY_ACCOUNT(
      "its runs were throttled: all functions together want more than the account may run at a time",
      "their runs were throttled: all functions together want more than the account may run at a time"),
  LOOKED_AT("the harness itself used up its receives", "the harness itself used up their receives"),
  NO_RUN(
      "its receives never became a run, and the evidence does not tell why",
      "their receives never became a run, and the evidence does not tell why");

  private static final Set<Rule> OF_THROTTLING =
      Set.of(
          DocumentedRules.THROTTLE,
          DocumentedRules.EVENT_THROTTLE,
          DocumentedRules.EVENT_NEVER_RUNS);

  private final String ofOne;
  private final String ofMany;

  UnrunCause(String ofOne, String ofMany) {
    this.ofOne = ofOne;
    this.ofMany = ofMany;
  }

  /** Ends a sentence about so many messages. */
  public String clause(int messages) {
    return messages == 1 ? ofOne : ofMany;
  }

  /** Of a message that was dead-lettered unrun; at least one. */
  public static Set<UnrunCause> of(MessagePrediction expected, MessageHistory message) {
    UnrunCause withoutRun = withoutRun(expected.because());
    Set<UnrunCause> causes = EnumSet.noneOf(UnrunCause.class);
    for (Event event : message.events()) {
      if (event.type() == EventType.UNPROCESSED) {
        causes.add(unprocessed(event));
      } else if (event.type() == EventType.PHANTOM_RECEIVE) {
        causes.add(withoutRun);
      } else if (event.type() == EventType.RECEIVED && event.requestId().isEmpty()) {
        causes.add(LOOKED_AT);
      }
    }
    return causes.isEmpty() ? EnumSet.of(withoutRun) : causes;
  }

  private static UnrunCause withoutRun(List<Rule> because) {
    if (because.contains(DocumentedRules.ACCOUNT_CONCURRENCY)) {
      return THROTTLED_BY_ACCOUNT;
    }
    return because.stream().anyMatch(OF_THROTTLING::contains) ? THROTTLED : NO_RUN;
  }

  private static UnrunCause unprocessed(Event event) {
    if (BatchDetail.batchTimedOut(event)) {
      return BATCH_TIMED_OUT;
    }
    return BatchDetail.batchFailed(event) ? BATCH_FAILED : GIVEN_BACK;
  }
}
