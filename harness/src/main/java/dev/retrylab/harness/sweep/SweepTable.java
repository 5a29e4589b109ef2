package dev.retrylab.harness.sweep;

import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.MessageKind;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.report.TextLayout;
import dev.retrylab.harness.scenario.text.DurationText;
import dev.retrylab.harness.timeline.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The predictions of a sweep for people: a row for each point and kind of message, with what is
 * documented, and the errors that each other hypothesis expects where those differ.
 */
public final class SweepTable {
  private final List<List<String>> rows = new ArrayList<>();

  private SweepTable(List<String> keys) {
    List<String> header = new ArrayList<>();
    keys.forEach(key -> header.add(key.substring(key.indexOf('.') + 1)));
    header.addAll(
        List.of("message", "receives", "errors", "fate", "in DLQ", "count", "DLQ from", "guesses"));
    rows.add(header);
  }

  /** The lines of the table, the header first; as wide as they need to be. */
  public static List<String> lines(List<SweptPoint> points) {
    if (points.isEmpty()) {
      return List.of();
    }
    List<String> keys = List.copyOf(points.get(0).point().settings().keySet());
    SweepTable table = new SweepTable(keys);
    points.forEach(table::add);
    return TextLayout.columns(table.rows);
  }

  private void add(SweptPoint point) {
    for (MessageKind kind : MessageKind.of(point.scenario(), point.predictions())) {
      MessagePrediction documented = kind.predictions().get(0);
      List<String> row = new ArrayList<>(point.point().settings().values());
      row.add(kind.keys());
      row.add(documented.receives().toString());
      row.add(documented.functionErrors().toString());
      row.add(documented.fates().stream().map(Fate::word).collect(Collectors.joining(" or ")));
      row.add(documented.dlqCopies().toString());
      row.add(documented.dlqReceiveCount().map(IntRange::toString).orElse("-"));
      row.add(documented.deadLetteredNotBefore().map(DurationText::print).orElse("-"));
      row.add(guesses(point.predictions(), kind.predictions()));
      rows.add(row);
    }
  }

  /** What the other hypotheses say of errors, where it is not what is documented. */
  private static String guesses(List<Prediction> hypotheses, List<MessagePrediction> predictions) {
    IntRange documented = predictions.get(0).functionErrors();
    String differing =
        IntStream.range(1, predictions.size())
            .filter(i -> !predictions.get(i).functionErrors().equals(documented))
            .mapToObj(
                i ->
                    "%s: %s"
                        .formatted(
                            hypotheses.get(i).hypothesis(), predictions.get(i).functionErrors()))
            .collect(Collectors.joining(", "));
    return differing.isEmpty() ? "-" : differing;
  }
}
