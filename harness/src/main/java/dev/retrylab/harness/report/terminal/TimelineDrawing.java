package dev.retrylab.harness.report.terminal;

import dev.retrylab.harness.judge.HypothesisResult;
import dev.retrylab.harness.judge.HypothesisResult.Standing;
import dev.retrylab.harness.report.Glyphs;
import dev.retrylab.harness.report.HandledReceive;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.TextLayout;
import dev.retrylab.harness.report.Verdicts;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.MessageHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A lane for each message, to scale. */
final class TimelineDrawing {

  private static final int LONGEST_LABEL = 12;
  private static final int MARGIN = 6;

  private record Mark(Instant at, char sign, Colour colour) {}

  private final TerminalStyle style;
  private final Glyphs glyphs;
  private final Instant start;
  private final List<MessageHistory> shown;
  private final Verdicts verdicts;
  private final Optional<String> drawnHypothesis;
  private final Map<Character, String> legend = new LinkedHashMap<>();

  TimelineDrawing(
      TerminalStyle style, RunReport report, Verdicts verdicts, List<MessageHistory> shown) {
    this.style = style;
    this.glyphs = style.glyphs();
    this.start = report.history().start();
    this.shown = shown;
    this.verdicts = verdicts;
    // Of one hypothesis only: the marks of several could not be told apart.
    this.drawnHypothesis =
        report.judgement().hypotheses().stream()
            .filter(result -> result.standing() == Standing.REFUTED)
            .map(HypothesisResult::id)
            .filter(
                id -> shown.stream().anyMatch(message -> !expectedErrors(message, id).isEmpty()))
            .findFirst();
  }

  List<String> lines() {
    int label =
        shown.stream()
            .mapToInt(message -> Math.min(LONGEST_LABEL, message.key().length()))
            .max()
            .orElse(0);
    TimeAxis scale = TimeAxis.of(end(), style.width() - label - MARGIN - 4);
    String indent = " ".repeat(label + 4);
    List<String> lines = new ArrayList<>();
    lines.add(style.paint(Colour.QUIET, indent + scale.labels()));
    lines.add(style.paint(Colour.QUIET, indent + scale.line(glyphs)));
    for (MessageHistory message : shown) {
      String key = TextLayout.left(TextLayout.shorten(message.key(), label, glyphs), label);
      lines.add("  " + key + "  " + lane(scale, marks(message), hidden(message)));
      List<Mark> expected =
          drawnHypothesis.map(id -> expectedErrors(message, id)).orElse(List.of());
      if (!expected.isEmpty()) {
        lines.add(indent + lane(scale, expected, List.of()));
      }
    }
    lines.add("");
    TextLayout.wrap(legendText(), style.width() - 4, "")
        .forEach(line -> lines.add("    " + style.paint(Colour.QUIET, line)));
    return lines;
  }

  private Duration end() {
    List<Instant> all = new ArrayList<>(List.of(start));
    for (MessageHistory message : shown) {
      message.events().forEach(event -> all.add(event.at()));
      drawnHypothesis.ifPresent(
          id -> expectedErrors(message, id).forEach(mark -> all.add(mark.at())));
    }
    return Duration.between(start, all.stream().max(Comparator.naturalOrder()).orElse(start));
  }

  private List<Mark> marks(MessageHistory message) {
    List<Mark> marks = new ArrayList<>();
    for (HandledReceive run : HandledReceive.of(message)) {
      Instant at = run.received().at();
      if (run.byHarness()) {
        marks.add(mark(at, glyphs.receivedByHarness(), Colour.QUIET, "received by the harness"));
      } else if (run.unprocessed()) {
        marks.add(mark(at, glyphs.unprocessed(), Colour.UNSURE, "given back unprocessed"));
      } else if (run.endUnknown()) {
        marks.add(mark(at, glyphs.endUnknown(), Colour.UNSURE, "ended; nothing says how"));
      } else if (run.error().isPresent()) {
        marks.add(mark(at, glyphs.failed(), Colour.BAD, "run failed"));
      } else if (run.outcome().isEmpty()) {
        marks.add(mark(at, glyphs.open(), Colour.UNSURE, "no outcome seen"));
      } else if (run.outcome().get().type() == EventType.FORWARDED) {
        marks.add(mark(at, glyphs.forwarded(), Colour.GOOD, "consumer forwarded it"));
      } else {
        marks.add(mark(at, glyphs.succeeded(), Colour.GOOD, "run succeeded"));
      }
    }
    message
        .events(EventType.DLQ_RECEIVED)
        .forEach(
            event ->
                marks.add(
                    mark(event.at(), glyphs.dlq(), Colour.STRONG, "in the dead-letter queue")));
    marks.sort(Comparator.comparing(Mark::at));
    return marks;
  }

  private Mark mark(Instant at, char sign, Colour colour, String meaning) {
    legend.putIfAbsent(sign, meaning);
    return new Mark(at, sign, colour);
  }

  private List<Mark> expectedErrors(MessageHistory message, String hypothesis) {
    return verdicts
        .prediction(message.key(), hypothesis)
        .map(
            expected ->
                expected.errorsDue().stream()
                    .map(
                        due ->
                            new Mark(
                                message.sentAt().plus(due), glyphs.expectedError(), Colour.QUIET))
                    .toList())
        .orElse(List.of());
  }

  /** From the first receive to the last fact of the source queue: hidden in it between the runs. */
  private static List<Instant> hidden(MessageHistory message) {
    return message.events().stream()
        .filter(
            event -> event.type() == EventType.RECEIVED || event.type() == EventType.DEAD_LETTERED)
        .map(Event::at)
        .toList();
  }

  private String lane(TimeAxis scale, List<Mark> marks, List<Instant> line) {
    String[] cells = new String[scale.width() + MARGIN];
    if (line.size() > 1) {
      legend.putIfAbsent(glyphs.line(), "hidden or in flight");
      int to = column(scale, line.get(line.size() - 1));
      for (int column = column(scale, line.get(0)); column <= to; column++) {
        cells[column] = style.paint(Colour.QUIET, String.valueOf(glyphs.line()));
      }
    }
    boolean[] taken = new boolean[cells.length];
    for (Mark mark : marks) {
      int column = column(scale, mark.at());
      while (column < cells.length - 1 && taken[column]) {
        column++;
      }
      taken[column] = true;
      cells[column] = style.paint(mark.colour(), String.valueOf(mark.sign()));
    }
    StringBuilder text = new StringBuilder();
    for (String cell : cells) {
      text.append(cell == null ? " " : cell);
    }
    return text.toString().stripTrailing();
  }

  private int column(TimeAxis scale, Instant at) {
    return Math.max(0, scale.column(Duration.between(start, at)));
  }

  private String legendText() {
    List<String> entries = new ArrayList<>();
    legend.forEach((sign, meaning) -> entries.add(sign + " " + meaning));
    drawnHypothesis.ifPresent(
        id -> entries.add(glyphs.expectedError() + " " + id + " expects an error"));
    return entries.stream().map(TextLayout::unbroken).collect(Collectors.joining("   "));
  }
}
