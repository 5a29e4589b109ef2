package dev.retrylab.harness.report.terminal;

import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.judge.Quantity;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.report.Glyphs;
import dev.retrylab.harness.report.TextLayout;
import dev.retrylab.harness.report.Verdicts;
import dev.retrylab.harness.timeline.MessageHistory;
import java.util.ArrayList;
import java.util.List;

/** The table of what was real against what each hypothesis expected. */
public final class ComparisonTable {

  private static final int LONGEST_KEY = 12;
  private static final int NAME_WIDTH = 21;
  private static final int REAL_WIDTH = 13;
  private static final int WIDE = 2;

  private final TerminalStyle style;
  private final Glyphs glyphs;
  private final Verdicts verdicts;
  private final List<MessageHistory> shown;
  private final int keyWidth;
  private final int cellWidth;

  ComparisonTable(TerminalStyle style, Verdicts verdicts, List<MessageHistory> shown) {
    this.style = style;
    this.glyphs = style.glyphs();
    this.verdicts = verdicts;
    this.shown = shown;
    this.keyWidth =
        shown.stream()
            .mapToInt(message -> Math.min(LONGEST_KEY, message.key().length()))
            .max()
            .orElse(0);
    int room = style.width() - 2 - keyWidth - 2 - NAME_WIDTH - REAL_WIDTH;
    this.cellWidth = Math.min(22, room / Math.max(WIDE, verdicts.hypotheses().size()));
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(head()));
    for (MessageHistory message : shown) {
      String key = TextLayout.shorten(message.key(), keyWidth, glyphs);
      for (Quantity quantity : Quantity.values()) {
        if (quantity.worthShowing(message)) {
          lines.add(row(key, quantity, message));
          key = "";
        }
      }
      lines.add(verdictRow(message));
      lines.add("");
    }
    return lines.subList(0, lines.size() - 1);
  }

  /** Whether the hypotheses have letters here, and their names below: many, or with long names. */
  boolean lettered() {
    List<String> ids = verdicts.hypotheses();
    return ids.size() > WIDE || ids.stream().anyMatch(id -> id.length() >= cellWidth);
  }

  private String column(String id) {
    return lettered() ? String.valueOf((char) ('A' + verdicts.hypotheses().indexOf(id))) : id;
  }

  private String head() {
    StringBuilder head =
        new StringBuilder(TextLayout.left("", 2 + keyWidth + 2 + NAME_WIDTH))
            .append(TextLayout.right("real", REAL_WIDTH));
    verdicts.hypotheses().forEach(id -> head.append(TextLayout.right(column(id), cellWidth)));
    return style.paint(Colour.QUIET, head.toString());
  }

  private String row(String key, Quantity quantity, MessageHistory message) {
    StringBuilder row =
        new StringBuilder("  ")
            .append(style.paint(Colour.STRONG, key))
            .append(TextLayout.left("", keyWidth - key.length() + 2))
            .append(TextLayout.left(quantity.label(), NAME_WIDTH))
            .append(TextLayout.right(quantity.seenText(message), REAL_WIDTH));
    for (String id : verdicts.hypotheses()) {
      row.append(
          verdicts
              .prediction(message.key(), id)
              .map(
                  expected ->
                      cell(quantity, message, expected, verdicts.verdict(message.key(), id)))
              .orElse(" ".repeat(cellWidth)));
    }
    return row.toString();
  }

  private String cell(
      Quantity quantity, MessageHistory message, MessagePrediction expected, Verdict verdict) {
    return fitted(quantity.expectedText(expected), quantity.verdict(message, expected, verdict));
  }

  private String verdictRow(MessageHistory message) {
    StringBuilder row =
        new StringBuilder(" ".repeat(2 + keyWidth + 2))
            .append(TextLayout.left("verdict", NAME_WIDTH + REAL_WIDTH));
    for (String id : verdicts.hypotheses()) {
      Verdict verdict = verdicts.verdict(message.key(), id);
      row.append(fitted(verdict.name(), verdict));
    }
    return row.toString();
  }

  /** Where the value does not fit, the sign alone stands for it. */
  private String fitted(String value, Verdict verdict) {
    String sign = glyphs.of(verdict);
    String full = value + " " + sign;
    String text = full.length() < cellWidth ? full : sign;
    return " ".repeat(cellWidth - text.length())
        + text.substring(0, text.length() - sign.length())
        + style.paint(Colour.of(verdict), sign);
  }
}
