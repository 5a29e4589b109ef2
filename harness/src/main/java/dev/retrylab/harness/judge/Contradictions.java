package dev.retrylab.harness.judge;

import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.judge.Quantity.Fit;
import dev.retrylab.harness.judge.evidence.Evidence;
import dev.retrylab.harness.judge.evidence.Words;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Looks in one message's history for what one prediction rules out. */
final class Contradictions {

  private static final List<Quantity> COUNTED =
      List.of(
          Quantity.RECEIVES, Quantity.FUNCTION_ERRORS, Quantity.UNPROCESSED, Quantity.DLQ_COPIES);

  private final MessagePrediction expected;
  private final MessageHistory message;
  private final Evidence evidence;
  private final List<String> found = new ArrayList<>();

  private Contradictions(MessagePrediction expected, MessageHistory message, Evidence evidence) {
    this.expected = expected;
    this.message = message;
    this.evidence = evidence;
  }

  /** What contradicts the prediction whatever may still come. */
  static List<String> standing(
      MessagePrediction expected, MessageHistory message, Evidence evidence) {
    Contradictions check = new Contradictions(expected, message, evidence);
    check.tooMany();
    check.tooEarly();
    check.countWentBack();
    check.wrongFate();
    check.overdueErrors();
    check.wrongDlqReceiveCount();
    return List.copyOf(check.found);
  }

  /** What contradicts the prediction once it is sure that nothing more comes for the message. */
  static List<String> atTheEnd(
      MessagePrediction expected, MessageHistory message, Evidence evidence) {
    Contradictions check = new Contradictions(expected, message, evidence);
    for (Quantity counted : COUNTED) {
      if (counted.fit(message, expected) == Fit.NOT_YET) {
        check.add(counted, ExpectedWords::atLeast);
      }
    }
    return List.copyOf(check.found);
  }

  /**
   * When the first error that the prediction still misses was due, since the message was sent;
   * empty if it misses none, or sets no upper bound. A phantom receive counts as an error that was
   * due, and so does a run that nothing tells the end of.
   */
  static Optional<Duration> firstMissingError(MessagePrediction expected, MessageHistory message) {
    List<Duration> due = expected.errorsDue();
    if (due.isEmpty()) {
      return Optional.empty();
    }
    int seen = message.functionErrors();
    if (seen >= Quantity.FUNCTION_ERRORS.least(message, expected.functionErrors())) {
      return Optional.empty();
    }
    int next = possibleErrors(message) + message.phantoms();
    return next < due.size() ? Optional.of(due.get(next)) : Optional.empty();
  }

  /** As many errors as there can have been in the runs that are known of. */
  private static int possibleErrors(MessageHistory message) {
    return message.functionErrors() + message.unknownEnds().size();
  }

  /** When the first missing error of each message was due, of those that miss one. */
  static List<Instant> missingErrors(Prediction prediction, Histories histories) {
    List<Instant> due = new ArrayList<>();
    histories.forEach(
        prediction,
        (expected, message) ->
            firstMissingError(expected, message)
                .ifPresent(after -> due.add(message.sentAt().plus(after))));
    return due;
  }

  private void tooMany() {
    for (Quantity counted : COUNTED) {
      if (counted.fit(message, expected) == Fit.OUTSIDE) {
        add(counted, ExpectedWords::atMost);
      }
    }
  }

  /** What was counted, and that it is not what is expected. */
  private void add(Quantity counted, Function<IntRange, String> bound) {
    IntRange range = counted.range(expected).orElseThrow();
    int seen = counted.seen(message).orElseThrow();
    String excess =
        counted == Quantity.FUNCTION_ERRORS && seen > range.max()
            ? ": error %d came at %s"
                .formatted(
                    range.max() + 1, TimeText.offset(message.errors().get(range.max()).sinceSent()))
            : "";
    found.add(phrase(counted, seen) + ", " + bound.apply(range) + excess);
  }

  private static String phrase(Quantity counted, int seen) {
    return switch (counted) {
      case RECEIVES -> Words.count(seen, "receive");
      case FUNCTION_ERRORS -> Words.count(seen, "function error");
      case UNPROCESSED -> "given back unprocessed by " + Words.count(seen, "run");
      case DLQ_COPIES -> Words.count(seen, "message") + " in the dead-letter queue";
      default -> throw new IllegalArgumentException(counted + " is not counted");
    };
  }

  private void tooEarly() {
    for (TooEarly early : TooEarly.in(message, expected, evidence.conditions().clockSkew())) {
      Event event = early.event();
      String what =
          event.type() == EventType.RECEIVED
              ? "receive " + event.receiveCount().orElse(0) + " came"
              : "it was dead-lettered";
      found.add(
          "%s at %s, before %s"
              .formatted(what, TimeText.offset(event.sinceSent()), TimeText.offset(early.bound())));
    }
  }

  /**
   * The count of one message id only grows (esm-retry-count-1-2). What a run of it shows may come
   * late, but not by more than the message stayed hidden for it, or its batch was gathered.
   */
  private void countWentBack() {
    int highest = 0;
    Instant since = Instant.MAX;
    Duration visibility = evidence.conditions().visibilityTimeout();
    Duration window = evidence.conditions().batchingWindow();
    Duration latest = visibility.compareTo(window) > 0 ? visibility : window;
    for (Event received : message.events(EventType.RECEIVED)) {
      int count = received.receiveCount().orElse(0);
      if (count < highest && received.at().isAfter(since.plus(latest))) {
        found.add(
            "receive %d came at %s, after receive %d: the count went back under one message id"
                .formatted(count, TimeText.offset(received.sinceSent()), highest));
      }
      if (count > highest) {
        highest = count;
        since = received.at();
      }
    }
  }

  private void wrongFate() {
    if (Quantity.FATE.fit(message, expected) == Fit.OUTSIDE) {
      found.add(message.fate().word() + ", not " + ExpectedWords.anyOf(expected.fates()));
    }
  }

  /** Only silence that lasted long enough says that an error did not happen. */
  private void overdueErrors() {
    Optional<Duration> due = firstMissingError(expected, message);
    Instant sent = message.sentAt();
    if (evidence.unexplainedRuns() > 0
        || due.isEmpty()
        || !evidence.wouldHaveSeen(sent.plus(due.get()))
        || !message.terminal()) {
      return;
    }
    int possible = possibleErrors(message);
    found.add(
        (message.unknownEnds().isEmpty() ? "" : "at most ")
            + phrase(Quantity.FUNCTION_ERRORS, possible)
            + ", "
            + ExpectedWords.atLeast(expected.functionErrors())
            + ": error "
            + (possible + 1)
            + " was due at "
            + TimeText.offset(due.get())
            + ", and none came until "
            + evidence.watchedUntil(sent));
  }

  private void wrongDlqReceiveCount() {
    if (evidence.conditions().dlqReceiveCountSettled()) {
      missedDlqReceiveCount(expected, message)
          .ifPresent(
              range ->
                  found.add(
                      "receive count "
                          + message.dlqReceiveCount().orElseThrow()
                          + " in the dead-letter queue, not "
                          + ExpectedWords.range(range)));
    }
  }

  /** The receive count expected in the dead-letter queue, if another one was seen there. */
  static Optional<IntRange> missedDlqReceiveCount(
      MessagePrediction expected, MessageHistory message) {
    return Quantity.DLQ_RECEIVE_COUNT.fit(message, expected) == Fit.OUTSIDE
        ? expected.dlqReceiveCount()
        : Optional.empty();
  }
}
