package dev.retrylab.harness.sweep;

import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.sweep.PointOutcome.Seen;
import dev.retrylab.harness.timeline.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The index table for programs, as CSV (RFC 4180, lines end with LF): a row for each point,
 * hypothesis and message. What cannot happen, or was not run, is left empty.
 */
public final class SweepCsv {
  private static final List<String> PREDICTED =
      List.of(
          "hypothesis",
          "message",
          "receivesMin",
          "receivesMax",
          "functionErrorsMin",
          "functionErrorsMax",
          "fates",
          "dlqCopiesMin",
          "dlqCopiesMax",
          "dlqReceiveCountMin",
          "dlqReceiveCountMax",
          "deadLetteredNotBeforeSeconds");
  private static final List<String> SEEN =
      List.of("seenReceives", "seenFunctionErrors", "seenFate", "verdict", "runDirectory");

  private SweepCsv() {}

  /** Hands out line by line, the header first. */
  public static void write(List<SweptPoint> points, Consumer<String> line) {
    if (points.isEmpty()) {
      return;
    }
    List<String> header = new ArrayList<>(points.get(0).point().settings().keySet());
    header.addAll(PREDICTED);
    header.addAll(SEEN);
    line.accept(join(header));
    for (SweptPoint point : points) {
      for (Prediction prediction : point.predictions()) {
        prediction
            .messages()
            .forEach(
                (key, expected) -> line.accept(row(point, prediction.hypothesis(), key, expected)));
      }
    }
  }

  private static String row(
      SweptPoint point, String hypothesis, String key, MessagePrediction message) {
    List<String> row = new ArrayList<>(point.point().settings().values());
    row.add(hypothesis);
    row.add(key);
    add(row, Optional.of(message.receives()));
    add(row, Optional.of(message.functionErrors()));
    row.add(message.fates().stream().map(Fate::word).collect(Collectors.joining(" ")));
    add(row, Optional.of(message.dlqCopies()));
    add(row, message.dlqReceiveCount());
    row.add(message.deadLetteredNotBefore().map(at -> Long.toString(at.toSeconds())).orElse(""));
    Optional<Seen> seen = point.run().flatMap(run -> run.message(key));
    row.add(seen.map(found -> Integer.toString(found.receives())).orElse(""));
    row.add(seen.map(found -> Integer.toString(found.functionErrors())).orElse(""));
    row.add(seen.map(found -> found.fate().word()).orElse(""));
    row.add(point.run().map(PointRun::verdict).orElse(""));
    row.add(point.run().flatMap(PointRun::runDirectory).orElse(""));
    return join(row);
  }

  private static void add(List<String> row, Optional<IntRange> range) {
    row.add(range.map(counts -> Integer.toString(counts.min())).orElse(""));
    row.add(range.map(counts -> Integer.toString(counts.max())).orElse(""));
  }

  private static String join(List<String> cells) {
    return cells.stream().map(SweepCsv::quoted).collect(Collectors.joining(","));
  }

  private static String quoted(String cell) {
    return cell.matches("(?s).*[\",\r\n].*") ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
  }
}
