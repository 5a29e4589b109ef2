package dev.retrylab.harness.report.terminal;

import dev.retrylab.harness.report.ObservedCounts;
import dev.retrylab.harness.report.TextLayout;
import dev.retrylab.harness.report.Verdicts;
import dev.retrylab.harness.timeline.MessageHistory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Many messages in few lines: those with equal numbers are counted together. */
final class AggregateTable {

  private static final int MOST_ROWS = 12;

  private final TerminalStyle style;
  private final Verdicts verdicts;
  private final Map<ObservedCounts, Integer> counts = new LinkedHashMap<>();

  AggregateTable(TerminalStyle style, Verdicts verdicts, List<MessageHistory> messages) {
    this.style = style;
    this.verdicts = verdicts;
    messages.forEach(
        message -> counts.merge(ObservedCounts.of(message, verdicts), 1, Integer::sum));
  }

  /** Only where a message was given back unprocessed is there anything to tell. */
  private String notReached(String text) {
    boolean any = counts.keySet().stream().anyMatch(kind -> kind.unprocessed() > 0);
    return any ? "  %11s".formatted(text) : "";
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(head()));
    counts.entrySet().stream()
        .sorted(Map.Entry.<ObservedCounts, Integer>comparingByValue(Comparator.reverseOrder()))
        .limit(MOST_ROWS)
        .forEach(entry -> lines.add(row(entry.getKey(), entry.getValue())));
    if (counts.size() > MOST_ROWS) {
      lines.add("  and %d further combinations".formatted(counts.size() - MOST_ROWS));
    }
    return lines;
  }

  private String head() {
    StringBuilder head =
        new StringBuilder(
            "%10s  %8s  %6s%s  %-13s  %6s  %5s"
                .formatted(
                    "messages",
                    "receives",
                    "errors",
                    notReached("not reached"),
                    "end up",
                    "in DLQ",
                    "count"));
    verdicts.hypotheses().forEach(id -> head.append("  ").append(letter(id)));
    return style.paint(Colour.QUIET, head.toString());
  }

  private String letter(String id) {
    return String.valueOf((char) ('A' + verdicts.hypotheses().indexOf(id)));
  }

  private String row(ObservedCounts kind, int messages) {
    StringBuilder row =
        new StringBuilder(
            "%10d  %8d  %6d%s  %-13s  %6d  %5s"
                .formatted(
                    messages,
                    kind.receives(),
                    kind.functionErrors(),
                    notReached(String.valueOf(kind.unprocessed())),
                    kind.fate().word(),
                    kind.dlqCopies(),
                    kind.dlqReceiveCount().isPresent() ? kind.dlqReceiveCount().getAsInt() : "-"));
    kind.verdicts()
        .forEach(
            verdict -> {
              String sign = style.glyphs().of(verdict);
              row.append(TextLayout.right("", 3 - sign.length()))
                  .append(style.paint(Colour.of(verdict), sign));
            });
    return row.toString();
  }
}
