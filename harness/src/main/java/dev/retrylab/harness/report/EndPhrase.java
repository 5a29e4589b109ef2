package dev.retrylab.harness.report;

import dev.retrylab.harness.judge.evidence.Words;
import dev.retrylab.harness.scenario.OnFailure;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.TimeText;

/** Where a message ended up, and how it came there, as a clause. */
record EndPhrase(Scenario scenario, MessageHistory message) {
  static String of(Scenario scenario, MessageHistory message) {
    return new EndPhrase(scenario, message).phrase();
  }

  private String phrase() {
    return switch (message.fate()) {
      case DEAD_LETTERED -> asynchronous() ? kept() : deadLettered();
      case FORWARDED ->
          "the consumer sent the body to the dead-letter queue itself and then succeeded, so "
              + (asynchronous()
                  ? "there was no other attempt"
                  : "the message was deleted and never redriven");
      case CONSUMED ->
          asynchronous()
              ? "attempt " + message.receives() + " succeeded"
              : "receive " + message.receives() + " succeeded, and the message was deleted";
      case EXPIRED -> expired();
      case DISCARDED -> "its attempts were used up, and nothing kept the event";
      case QUEUED -> "it was still queued when the watch ended";
      case LOST -> "no queue holds it, and nobody saw it come to an end";
      case UNKNOWN -> "neither a log nor the queues' own counts tell what became of it";
    };
  }

  private String expired() {
    Event expired = message.events(EventType.EXPIRED).get(0);
    return "it expired at %s: %s"
        .formatted(
            TimeText.offset(expired.sinceSent()),
            expired.detail().orElse("its retention was over").replace("inferred: ", ""));
  }

  private String kept() {
    if (message.dlqCopies() == 0) {
      return "after that Lambda sent the event to the dead-letter queue, where nothing receives it";
    }
    return "after that Lambda sent the event to the %s, where it was received at %s"
        .formatted(
            scenario.function().onFailure() == OnFailure.DESTINATION
                ? "on-failure destination"
                : "function's dead-letter queue",
            TimeText.offset(message.events(EventType.DEAD_LETTERED).get(0).sinceSent()));
  }

  private String deadLettered() {
    Event moved = message.events(EventType.DEAD_LETTERED).get(0);
    if (message.dlqCopies() == 0) {
      return "after %s (maxReceiveCount %d) the redrive policy moved it to the dead-letter queue, where nothing receives it"
          .formatted(
              Words.count(message.receives(), "receive"), scenario.queue().maxReceiveCount());
    }
    int direct = message.dlqCopies() - 1;
    boolean looked =
        message.events(EventType.DLQ_RECEIVED).stream()
            .allMatch(event -> event.requestId().isEmpty());
    return "after %s (maxReceiveCount %d) the redrive policy moved it to the dead-letter queue%s with receive count %d%s"
        .formatted(
            Words.count(message.receives(), "receive"),
            scenario.queue().maxReceiveCount(),
            (looked ? ", where the harness found it at %s," : " at %s, where it arrived")
                .formatted(TimeText.offset(moved.sinceSent())),
            message.dlqReceiveCount().orElse(0),
            direct == 0
                ? ""
                : ", besides "
                    + (direct == 1 ? "1 copy" : direct + " copies")
                    + " that the consumer had sent there itself");
  }

  private boolean asynchronous() {
    return scenario.trigger() == Trigger.EVENT;
  }
}
