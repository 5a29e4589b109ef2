package dev.retrylab.harness.judge;

import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.timeline.MessageHistory;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * The counts of a message, and where it ends up, as observed and as predicted. Only here is it said
 * whether the one lies inside the other; grades, fidelity and reports go by it. Times are not here:
 * {@link TooEarly} judges what came too soon, {@code Contradictions} the errors that are overdue.
 */
public enum Quantity {
  RECEIVES(
      "receives",
      message -> OptionalInt.of(message.receives()),
      expected -> Optional.of(expected.receives())),
  FUNCTION_ERRORS(
      "function errors",
      message -> OptionalInt.of(message.functionErrors()),
      expected -> Optional.of(expected.functionErrors())),
  UNPROCESSED(
      "runs not reaching it",
      message -> OptionalInt.of(message.unprocessed()),
      expected -> Optional.of(expected.unprocessed())),
  /** Where it ends up, which is no number. */
  FATE("ends up", message -> OptionalInt.empty(), expected -> Optional.empty()),
  DLQ_COPIES(
      "messages in the DLQ",
      message -> OptionalInt.of(message.dlqCopies()),
      expected -> Optional.of(expected.dlqCopies())),
  DLQ_RECEIVE_COUNT(
      "receive count there", MessageHistory::dlqReceiveCount, MessagePrediction::dlqReceiveCount);

  /** How an observation stands to a prediction. */
  public enum Fit {
    INSIDE,
    /** Outside, unless more is still to come: too few, or no end yet. */
    NOT_YET,
    /** Outside, whatever may still come. */
    OUTSIDE
  }

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference, which keeps nothing
  private final Function<MessageHistory, OptionalInt> seen;

  @SuppressWarnings("ImmutableEnumChecker") // likewise
  private final Function<MessagePrediction, Optional<IntRange>> range;

  Quantity(
      String label,
      Function<MessageHistory, OptionalInt> seen,
      Function<MessagePrediction, Optional<IntRange>> range) {
    this.label = label;
    this.seen = seen;
    this.range = range;
  }

  /** What the row of a table is called. */
  public String label() {
    return label;
  }

  /** The numbers that a prediction allows; empty where it allows none, and of {@link #FATE}. */
  public Optional<IntRange> range(MessagePrediction expected) {
    return range.apply(expected);
  }

  /** The number that was observed; empty where there was nothing to see, and of {@link #FATE}. */
  public OptionalInt seen(MessageHistory message) {
    return seen.apply(message);
  }

  /** How what was observed of a message stands to what is expected of it. */
  public Fit fit(MessageHistory message, MessagePrediction expected) {
    if (this == FATE) {
      boolean inside = expected.fates().contains(message.fate());
      return inside ? Fit.INSIDE : message.terminal() ? Fit.OUTSIDE : Fit.NOT_YET;
    }
    OptionalInt count = seen(message);
    if (count.isEmpty()) {
      return Fit.INSIDE;
    }
    Optional<IntRange> allowed = range(expected);
    if (allowed.isEmpty() || count.getAsInt() > allowed.get().max()) {
      return Fit.OUTSIDE;
    }
    if (count.getAsInt() >= least(message, allowed.get())) {
      return Fit.INSIDE;
    }
    return this == DLQ_RECEIVE_COUNT ? Fit.OUTSIDE : Fit.NOT_YET;
  }

  /**
   * The least that must be seen of a message. A phantom receive used up a receive count without a
   * run (Amazon SQS developer guide: a receive may be recorded though the consumer never got the
   * message), and each run that nothing tells the end of may have been an error too.
   */
  int least(MessageHistory message, IntRange allowed) {
    int unseen =
        switch (this) {
          case RECEIVES, DLQ_COPIES -> message.phantoms();
          case FUNCTION_ERRORS -> message.phantoms() + message.unknownEnds().size();
          case UNPROCESSED, FATE, DLQ_RECEIVE_COUNT -> 0;
        };
    return allowed.min() - unseen;
  }

  /**
   * How the observation stands to the prediction: what lies outside only goes against it where the
   * verdict on the message does, and may else still come.
   */
  public Verdict verdict(MessageHistory message, MessagePrediction expected, Verdict onMessage) {
    if (fit(message, expected) == Fit.INSIDE) {
      return Verdict.MATCH;
    }
    return onMessage == Verdict.DIVERGED ? onMessage : Verdict.INCONCLUSIVE;
  }

  /** Whether a row of a table says anything about the message. */
  public boolean worthShowing(MessageHistory message) {
    return switch (this) {
      case UNPROCESSED -> message.unprocessed() > 0;
      case DLQ_RECEIVE_COUNT -> message.dlqReceiveCount().isPresent();
      default -> true;
    };
  }

  /** What was observed, for people. */
  public String seenText(MessageHistory message) {
    if (this == FATE) {
      return message.fate().word();
    }
    OptionalInt count = seen(message);
    if (count.isEmpty()) {
      return "-";
    }
    int unclear = this == FUNCTION_ERRORS ? message.unknownEnds().size() : 0;
    return new IntRange(count.getAsInt(), count.getAsInt() + unclear).toString();
  }

  /** What is expected, for people. */
  public String expectedText(MessagePrediction expected) {
    if (this != FATE) {
      return range(expected).map(IntRange::toString).orElse("-");
    }
    return expected.fates().size() == 1
        ? expected.fates().iterator().next().word()
        : "one of " + expected.fates().size();
  }
}
