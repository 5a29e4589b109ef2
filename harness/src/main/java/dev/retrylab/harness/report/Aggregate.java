package dev.retrylab.harness.report;

import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.timeline.MessageHistory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Many messages in few lines: those with equal numbers are counted together. */
final class Aggregate {

  private static final int MOST_ROWS = 12;

  private final Look look;
  private final Verdicts verdicts;
  private final Map<Seen, Integer> counts = new LinkedHashMap<>();

  Aggregate(Look look, Verdicts verdicts, List<MessageHistory> messages) {
    this.look = look;
    this.verdicts = verdicts;
    messages.forEach(message -> counts.merge(Seen.of(message, verdicts), 1, Integer::sum));
  }

  /** Only where a message was given back unprocessed is there anything to tell. */
  private String notReached(String text) {
    boolean any = counts.keySet().stream().anyMatch(kind -> kind.unprocessed() > 0);
    return any ? "  %11s".formatted(text) : "";
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(head()));
    counts.entrySet().stream()
        .sorted(Map.Entry.<Seen, Integer>comparingByValue(Comparator.reverseOrder()))
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
    return look.paint(Colour.QUIET, head.toString());
  }

  private String letter(String id) {
    return String.valueOf((char) ('A' + verdicts.hypotheses().indexOf(id)));
  }

  private String row(Seen kind, int messages) {
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
            verdict ->
                row.append(Layout.right("", 3 - sign(verdict).length()))
                    .append(look.paint(Comparison.colour(verdict), sign(verdict))));
    return row.toString();
  }

  private String sign(Verdict verdict) {
    return Comparison.sign(look.glyphs(), verdict);
  }
}
