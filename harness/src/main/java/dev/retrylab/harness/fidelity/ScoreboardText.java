package dev.retrylab.harness.fidelity;

import dev.retrylab.harness.report.TextLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A scoreboard as people read it: a table, and below it what each cell rests on. */
public final class ScoreboardText {
  private static final String NOT_RUN = "-";

  private ScoreboardText() {}

  /** For a terminal. */
  public static List<String> lines(Scoreboard scoreboard) {
    List<String> lines = new ArrayList<>(TextLayout.columns(rows(scoreboard)));
    for (CaseResult cell : scoreboard.cells()) {
      List<String> reasons = reasons(cell);
      if (!reasons.isEmpty()) {
        lines.add("");
        lines.add("%s on %s: %s".formatted(cell.contractCase(), cell.engine(), word(cell)));
        reasons.forEach(reason -> lines.add("  - " + reason));
      }
    }
    return lines;
  }

  /** As Markdown, for a job's summary or a README. */
  public static String markdown(Scoreboard scoreboard) {
    List<List<String>> rows = rows(scoreboard);
    List<String> lines = new ArrayList<>(List.of(cells(rows.get(0))));
    lines.add(cells(rows.get(0).stream().map(column -> "---").toList()));
    rows.subList(1, rows.size()).forEach(row -> lines.add(cells(row)));
    for (CaseResult cell : scoreboard.cells()) {
      List<String> reasons = reasons(cell);
      if (!reasons.isEmpty()) {
        lines.add("");
        lines.add("**%s on %s: %s**".formatted(cell.contractCase(), cell.engine(), word(cell)));
        lines.add("");
        reasons.forEach(reason -> lines.add("- " + reason));
      }
    }
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static List<List<String>> rows(Scoreboard scoreboard) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(Stream.concat(Stream.of("case"), scoreboard.engines().stream()).toList());
    for (String row : scoreboard.cases()) {
      List<String> cells = new ArrayList<>(List.of(row));
      scoreboard
          .engines()
          .forEach(
              engine ->
                  cells.add(
                      scoreboard.result(row, engine).map(ScoreboardText::word).orElse(NOT_RUN)));
      rows.add(cells);
    }
    return rows;
  }

  private static String word(CaseResult cell) {
    return cell.outcome().word();
  }

  private static List<String> reasons(CaseResult cell) {
    return Stream.of(
            cell.unexpected().stream().map("new: "::concat),
            cell.gone().stream().map("declared, and no longer there: "::concat),
            cell.known().stream().map("known: "::concat))
        .flatMap(reasons -> reasons)
        .toList();
  }

  private static String cells(List<String> row) {
    return row.stream()
        .map(text -> text.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }
}
