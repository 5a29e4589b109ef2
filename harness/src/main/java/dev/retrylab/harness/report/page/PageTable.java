package dev.retrylab.harness.report.page;

import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.judge.Quantity;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.report.ObservedCounts;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.Verdicts;
import dev.retrylab.harness.timeline.MessageHistory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The table of real against expected in a page: a block for each message, and where there are many,
 * for each kind of messages of which all of it is the same.
 */
final class PageTable {
  /** Further kinds are counted: a table of hundreds is read by nobody. */
  private static final int MOST_BLOCKS = 40;

  /** The rows of a message or of a kind. */
  record Block(List<Row> rows) {}

  /** A row; the first of a block bears its name. */
  record Row(Optional<Name> name, Content content) {}

  /**
   * What a block is of.
   *
   * @param height how many rows it has
   */
  record Name(String text, String more, int height) {}

  /** What a row tells, of whichever message. */
  record Content(String what, String real, List<Cell> cells, boolean verdict) {}

  /** What a hypothesis expects, and how reality stands to it. */
  record Cell(String value, PageSign sign) {}

  private final Verdicts verdicts;
  private final boolean each;
  private final List<MessageHistory> messages;
  private final Map<List<Content>, List<MessageHistory>> kinds;

  PageTable(RunReport report, Verdicts verdicts) {
    this.verdicts = verdicts;
    this.each = report.comparesEach();
    this.messages = report.history().messages();
    this.kinds = each ? Map.of() : kinds();
  }

  /** The blocks; of many messages, the largest kinds first. */
  List<Block> blocks() {
    if (each) {
      return messages.stream()
          .map(one -> block(one.key(), "user " + one.userId(), contents(one)))
          .toList();
    }
    return kinds.entrySet().stream()
        .sorted(Comparator.comparingInt(kind -> -kind.getValue().size()))
        .limit(MOST_BLOCKS)
        .map(kind -> block(kind.getValue(), kind.getKey()))
        .toList();
  }

  /** What {@link #blocks} leaves out, if anything. */
  Optional<String> leftOut() {
    int rest = each ? 0 : kinds.size() - MOST_BLOCKS;
    return rest <= 0 ? Optional.empty() : Optional.of("and %d further kinds".formatted(rest));
  }

  /** All that the contents of a message depend on. */
  private record Traits(ObservedCounts seen, int phantoms, List<MessagePrediction> expected) {}

  private Traits traits(MessageHistory message) {
    return new Traits(
        ObservedCounts.of(message, verdicts),
        message.phantoms(),
        verdicts.predictions(message.key()));
  }

  private Map<List<Content>, List<MessageHistory>> kinds() {
    Map<Traits, List<MessageHistory>> alike = new LinkedHashMap<>();
    messages.forEach(one -> alike.computeIfAbsent(traits(one), any -> new ArrayList<>()).add(one));
    Map<List<Content>, List<MessageHistory>> kinds = new LinkedHashMap<>();
    alike
        .values()
        .forEach(
            same ->
                kinds
                    .computeIfAbsent(contents(same.get(0)), any -> new ArrayList<>())
                    .addAll(same));
    return kinds;
  }

  private static Block block(List<MessageHistory> alike, List<Content> contents) {
    String first = alike.get(0).key();
    int rest = alike.size() - 1;
    return block(
        String.format(Locale.ROOT, "%,d %s", alike.size(), rest == 0 ? "message" : "messages"),
        rest == 0 ? first : String.format(Locale.ROOT, "%s and %,d more", first, rest),
        contents);
  }

  private static Block block(String name, String more, List<Content> contents) {
    List<Row> rows = new ArrayList<>();
    for (Content content : contents) {
      rows.add(
          new Row(
              rows.isEmpty()
                  ? Optional.of(new Name(name, more, contents.size()))
                  : Optional.empty(),
              content));
    }
    return new Block(rows);
  }

  private List<Content> contents(MessageHistory message) {
    List<Content> contents = new ArrayList<>();
    for (Quantity quantity : Quantity.values()) {
      if (quantity.worthShowing(message)) {
        List<Cell> cells =
            verdicts.hypotheses().stream().map(id -> cell(quantity, message, id)).toList();
        contents.add(new Content(quantity.label(), quantity.seenText(message), cells, false));
      }
    }
    List<Cell> row =
        verdicts.hypotheses().stream()
            .map(id -> verdicts.verdict(message.key(), id))
            .map(verdict -> new Cell(verdict.name(), PageSign.of(verdict)))
            .toList();
    contents.add(new Content("verdict", "", row, true));
    return contents;
  }

  private Cell cell(Quantity quantity, MessageHistory message, String hypothesis) {
    return verdicts
        .prediction(message.key(), hypothesis)
        .map(
            expected ->
                new Cell(
                    quantity.expectedText(expected),
                    PageSign.of(
                        quantity.verdict(
                            message, expected, verdicts.verdict(message.key(), hypothesis)))))
        .orElse(new Cell("", PageSign.of(Verdict.INCONCLUSIVE)));
  }
}
