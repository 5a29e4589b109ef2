package dev.retrylab.harness.judge;

import dev.retrylab.harness.expect.IntRange;
import dev.retrylab.harness.expect.MessagePrediction;
import dev.retrylab.harness.expect.Prediction;
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
    check.tooFew(message.receives(), expected.receives(), Contradictions::receives);
    check.tooFew(message.functionErrors(), expected.functionErrors(), Contradictions::errors);
    check.tooFew(message.dlqCopies(), expected.dlqCopies(), Contradictions::dlqCopies);
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
    if (seen >= Lowered.errors(message, expected.functionErrors()).min()) {
      return Optional.empty();
    }
    int next = seen + message.phantoms() + message.untoldEnds().size();
    return next < due.size() ? Optional.of(due.get(next)) : Optional.empty();
  }

  /** When the first missing error of each message was due, of those that miss one. */
  static List<Instant> missingErrors(Prediction prediction, Placed placed) {
    if (prediction.kinds().stream().allMatch(kind -> kind.errorsDue().isEmpty())) {
      return List.of();
    }
    List<Instant> due = new ArrayList<>();
    placed.forEach(
        prediction,
        (expected, message) ->
            firstMissingError(expected, message)
                .ifPresent(after -> due.add(message.sentAt().plus(after))));
    return due;
  }

  private void tooMany() {
    if (message.receives() > expected.receives().max()) {
      found.add(receives(message) + ", " + Words.atMost(expected.receives()));
    }
    IntRange errors = expected.functionErrors();
    if (message.functionErrors() > errors.max()) {
      Event excess = message.errors().get(errors.max());
      found.add(
          errors(message)
              + ", "
              + Words.atMost(errors)
              + ": error "
              + (errors.max() + 1)
              + " came at "
              + TimeText.offset(excess.sinceSent()));
    }
    if (message.unprocessed() > expected.unprocessed().max()) {
      found.add(unprocessed(message) + ", " + Words.atMost(expected.unprocessed()));
    }
    if (message.dlqCopies() > expected.dlqCopies().max()) {
      found.add(dlqCopies(message) + ", " + Words.atMost(expected.dlqCopies()));
    }
  }

  private void tooEarly() {
    List<Duration> earliest = expected.earliest();
    for (Event received : message.events(EventType.RECEIVED)) {
      int count = received.receiveCount().orElse(0);
      if (count >= 1 && count <= earliest.size() && isBefore(received, earliest.get(count - 1))) {
        found.add(early("receive " + count + " came", received, earliest.get(count - 1)));
      }
    }
    Optional<Duration> bound = expected.deadLetteredNotBefore();
    if (bound.isPresent()) {
      for (Event moved : message.events(EventType.DEAD_LETTERED)) {
        if (isBefore(moved, bound.get())) {
          found.add(early("it was dead-lettered", moved, bound.get()));
        }
      }
    }
  }

  private boolean isBefore(Event event, Duration bound) {
    return event.sinceSent().compareTo(bound.minus(evidence.conditions().clockSkew())) < 0;
  }

  private static String early(String what, Event event, Duration bound) {
    return "%s at %s, before %s"
        .formatted(what, TimeText.offset(event.sinceSent()), TimeText.offset(bound));
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
    if (message.terminal() && !expected.fates().contains(message.fate())) {
      found.add(message.fate().word() + ", not " + Words.anyOf(expected.fates()));
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
    found.add(
        errors(message)
            + ", "
            + Words.atLeast(expected.functionErrors())
            + ": error "
            + (message.functionErrors() + 1)
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
                          + Words.range(range)));
    }
  }

  /** The receive count expected in the dead-letter queue, if another one was seen there. */
  static Optional<IntRange> missedDlqReceiveCount(
      MessagePrediction expected, MessageHistory message) {
    return expected
        .dlqReceiveCount()
        .filter(range -> message.dlqReceiveCount().isPresent())
        .filter(range -> !range.contains(message.dlqReceiveCount().getAsInt()));
  }

  /** By then it is known of each run how it ended: only phantom receives lower what is expected. */
  private void tooFew(int seen, IntRange range, Function<MessageHistory, String> phrase) {
    if (seen < Lowered.by(message, range).min()) {
      found.add(phrase.apply(message) + ", " + Words.atLeast(range));
    }
  }

  private static String receives(MessageHistory message) {
    return Words.count(message.receives(), "receive");
  }

  private static String errors(MessageHistory message) {
    return Words.count(message.functionErrors(), "function error");
  }

  private static String unprocessed(MessageHistory message) {
    return "given back unprocessed by " + Words.count(message.unprocessed(), "run");
  }

  private static String dlqCopies(MessageHistory message) {
    return Words.count(message.dlqCopies(), "message") + " in the dead-letter queue";
  }
}
