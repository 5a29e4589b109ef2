package dev.retrylab.harness.expect;

import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.scenario.text.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Draws when things may happen at the earliest, to scale: digits are receives and {@code +} those
 * after the ninth, {@code x} errors that only a hypothesis adds, {@code D} the move to the
 * dead-letter queue. Where several fall on one column, it shows the lowest digit, else the move.
 */
final class EarliestTimesText {
  private static final int LEFT = 26;
  private static final int WIDTH = 48;
  private static final int MAX_DRAWN = 9;

  private final Duration end;
  private final List<String> lines = new ArrayList<>();

  private EarliestTimesText(Duration end) {
    this.end = end;
  }

  /** Lines for one message, none if all happens at once. */
  static List<String> lines(List<Prediction> hypotheses, List<MessagePrediction> ofMessage) {
    Duration end =
        ofMessage.stream()
            .flatMap(EarliestTimesText::times)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    if (end.isZero()) {
      return List.of();
    }
    EarliestTimesText text = new EarliestTimesText(end);
    text.addAxis();
    for (int i = 0; i < hypotheses.size(); i++) {
      text.add(hypotheses.get(i).hypothesis(), ofMessage.get(i));
    }
    return text.lines;
  }

  private static Stream<Duration> times(MessagePrediction message) {
    return Stream.of(
            message.earliest().stream().skip(Math.max(0, message.earliest().size() - 1L)),
            message.errorsDue().stream(),
            message.deadLetteredNotBefore().stream())
        .flatMap(times -> times);
  }

  private void addAxis() {
    String last = DurationText.print(end);
    int gap = Math.max(1, WIDTH + 1 - 2 - last.length());
    lines.add(("  %-" + (LEFT - 2) + "s0s%s%s").formatted("not before", " ".repeat(gap), last));
  }

  private void add(String hypothesis, MessagePrediction message) {
    StringBuilder drawn = new StringBuilder("-".repeat(WIDTH + 1));
    message.errorsDue().forEach(due -> drawn.setCharAt(column(due), 'x'));
    List<Duration> receives = message.earliest();
    receives.stream().skip(MAX_DRAWN).forEach(later -> drawn.setCharAt(column(later), '+'));
    message.deadLetteredNotBefore().ifPresent(move -> drawn.setCharAt(column(move), 'D'));
    for (int i = Math.min(receives.size(), MAX_DRAWN); i >= 1; i--) {
      drawn.setCharAt(column(receives.get(i - 1)), (char) ('0' + i));
    }
    lines.add(("  %-" + (LEFT - 2) + "s%s").formatted(hypothesis, drawn));
  }

  private int column(Duration time) {
    return (int) (WIDTH * time.toMillis() / Math.max(1, end.toMillis()));
  }
}
