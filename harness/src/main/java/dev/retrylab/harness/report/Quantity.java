package dev.retrylab.harness.report;

import dev.retrylab.harness.expect.IntRange;
import dev.retrylab.harness.expect.MessagePrediction;
import dev.retrylab.harness.judge.Lowered;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.timeline.MessageHistory;
import java.util.List;
import java.util.function.Function;

/**
 * A row of the comparison: something that was observed of a message and is predicted.
 *
 * @param real what was observed
 * @param expected what a prediction says
 * @param inside whether the observation lies inside the prediction
 */
public record Quantity(
    String name,
    Function<MessageHistory, String> real,
    Function<MessagePrediction, String> expected,
    Inside inside) {

  /** Whether an observation lies inside a prediction. */
  @FunctionalInterface
  interface Inside {
    boolean test(MessageHistory message, MessagePrediction expected);
  }

  private static final String UNPROCESSED = "runs not reaching it";

  public static final List<Quantity> ALL =
      List.of(
          new Quantity(
              "receives",
              message -> String.valueOf(message.receives()),
              expected -> range(expected.receives()),
              (message, expected) ->
                  Lowered.by(message, expected.receives()).contains(message.receives())),
          new Quantity(
              "function errors",
              Quantity::errors,
              expected -> range(expected.functionErrors()),
              (message, expected) ->
                  Lowered.errors(message, expected.functionErrors())
                      .contains(message.functionErrors())),
          new Quantity(
              UNPROCESSED,
              message -> String.valueOf(message.unprocessed()),
              expected -> range(expected.unprocessed()),
              (message, expected) -> expected.unprocessed().contains(message.unprocessed())),
          new Quantity(
              "ends up",
              message -> message.fate().word(),
              expected ->
                  expected.fates().size() == 1
                      ? expected.fates().iterator().next().word()
                      : "one of " + expected.fates().size(),
              (message, expected) -> expected.fates().contains(message.fate())),
          new Quantity(
              "messages in the DLQ",
              message -> String.valueOf(message.dlqCopies()),
              expected -> range(expected.dlqCopies()),
              (message, expected) ->
                  Lowered.by(message, expected.dlqCopies()).contains(message.dlqCopies())),
          new Quantity(
              "receive count there",
              message ->
                  message.dlqReceiveCount().isPresent()
                      ? String.valueOf(message.dlqReceiveCount().getAsInt())
                      : "-",
              expected -> expected.dlqReceiveCount().map(Quantity::range).orElse("-"),
              (message, expected) ->
                  message.dlqReceiveCount().isEmpty()
                      || expected
                          .dlqReceiveCount()
                          .map(range -> range.contains(message.dlqReceiveCount().getAsInt()))
                          .orElse(false)));

  /** Each run that nothing tells the end of may have been an error. */
  private static String errors(MessageHistory message) {
    int most = message.functionErrors() + message.untoldEnds().size();
    return range(new IntRange(message.functionErrors(), most));
  }

  /** Whether the row says anything about the message. */
  public static boolean worthShowing(Quantity quantity, MessageHistory message) {
    return switch (quantity.name()) {
      case "receive count there" -> message.dlqReceiveCount().isPresent();
      case UNPROCESSED -> message.unprocessed() > 0;
      default -> true;
    };
  }

  /**
   * How the observation stands to the prediction: what lies outside only goes against it where the
   * verdict on the message does, and may else still come.
   */
  public Verdict verdict(MessageHistory message, MessagePrediction expected, Verdict onMessage) {
    if (inside.test(message, expected)) {
      return Verdict.MATCH;
    }
    return onMessage == Verdict.DIVERGED ? onMessage : Verdict.INCONCLUSIVE;
  }

  static String range(IntRange range) {
    return range.min() == range.max()
        ? String.valueOf(range.min())
        : range.min() + ".." + range.max();
  }
}
