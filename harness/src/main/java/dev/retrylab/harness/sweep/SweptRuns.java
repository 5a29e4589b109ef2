package dev.retrylab.harness.sweep;

import dev.retrylab.harness.cost.Dollars;
import dev.retrylab.harness.report.TextLayout;
import dev.retrylab.harness.scenario.text.DurationText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The runs of a sweep as a table: a row for each point, with what its messages came to. */
public final class SweptRuns {
  /** Of a terminal; columns move together before a line is wider. */
  private static final int WIDTH = 80;

  private final List<SweptPoint> points;
  private final List<Column> columns = new ArrayList<>();

  /**
   * A column.
   *
   * @param name in a page
   * @param head the same in a terminal, in two lines
   */
  private record Column(String name, List<String> head, Function<SweptPoint, String> cell) {
    Column(String name, Function<SweptPoint, String> cell) {
      this(name, List.of("", name), cell);
    }
  }

  private SweptRuns(List<SweptPoint> points) {
    this.points = points;
  }

  /** Of points that were run. */
  public static SweptRuns of(List<SweptPoint> points) {
    SweptRuns table = new SweptRuns(points);
    table.settings();
    table.messages();
    table.rest();
    return table;
  }

  private void settings() {
    for (String key : points.get(0).point().settings().keySet()) {
      String name = key.substring(key.indexOf('.') + 1);
      int lastWord = lastWord(name);
      columns.add(
          new Column(
              name,
              List.of(name.substring(0, lastWord), name.substring(lastWord)),
              point -> point.point().settings().get(key)));
    }
  }

  private static int lastWord(String name) {
    int begin = name.length() - 1;
    while (begin > 0 && !Character.isUpperCase(name.charAt(begin))) {
      begin--;
    }
    return begin;
  }

  /** What most runs have none of has a column only where there is any. */
  private void messages() {
    add(Became.CONSUMED);
    addIfAny(Became.FORWARDED);
    columns.add(
        new Column(
            Became.DEAD_LETTERED.words(),
            List.of("dead-", "lettered"),
            count(outcome -> outcome.count(Became.DEAD_LETTERED))));
    if (any(PointOutcome::unrun)) {
      columns.add(
          new Column("without a run", List.of("without", "a run"), count(PointOutcome::unrun)));
    }
    addIfAny(Became.LOST);
    addIfAny(Became.OPEN);
  }

  private void addIfAny(Became what) {
    if (any(outcome -> outcome.count(what))) {
      add(what);
    }
  }

  private void add(Became what) {
    columns.add(new Column(what.words(), count(outcome -> outcome.count(what))));
  }

  private boolean any(ToLongFunction<PointOutcome> count) {
    return points.stream()
        .flatMap(point -> point.outcome().stream())
        .anyMatch(outcome -> count.applyAsLong(outcome) > 0);
  }

  private void rest() {
    columns.add(new Column("receives", count(PointOutcome::receives)));
    columns.add(
        new Column(
            "tried for", List.of("tried", "for"), point -> DurationText.print(point.triedFor())));
    columns.add(new Column("cost", seen(outcome -> Dollars.text(outcome.dollars()))));
  }

  private static Function<SweptPoint, String> count(ToLongFunction<PointOutcome> count) {
    return seen(outcome -> number(count.applyAsLong(outcome)));
  }

  private static Function<SweptPoint, String> seen(Function<PointOutcome, String> cell) {
    return point -> point.outcome().map(cell).orElse("-");
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** The names of the columns, in a page. */
  List<String> head() {
    return columns.stream().map(Column::name).toList();
  }

  /** What stands in them for a point. */
  List<String> cells(SweptPoint point) {
    return texts(columns, column -> column.cell().apply(point));
  }

  /** The table in a terminal, with the verdicts; the first two lines are its head. */
  public List<String> lines() {
    List<Column> all = new ArrayList<>(columns);
    all.add(new Column("verdict", point -> point.run().map(PointRun::verdict).orElse("-")));
    List<List<String>> rows = new ArrayList<>();
    rows.add(texts(all, column -> column.head().get(0)));
    rows.add(texts(all, column -> column.head().get(1)));
    points.forEach(point -> rows.add(texts(all, column -> column.cell().apply(point))));
    List<Integer> widths = TextLayout.widths(rows);
    int wide = widths.stream().mapToInt(Integer::intValue).sum() + 2 * (widths.size() - 1);
    String gap = wide <= WIDTH ? "  " : " ";
    return rows.stream().map(row -> line(row, widths, gap)).toList();
  }

  private static List<String> texts(List<Column> columns, Function<Column, String> text) {
    return columns.stream().map(text).toList();
  }

  private static String line(List<String> row, List<Integer> widths, String gap) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> TextLayout.right(row.get(i), widths.get(i)))
        .collect(Collectors.joining(gap))
        .stripTrailing();
  }
}
