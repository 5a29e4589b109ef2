package dev.retrylab.harness.report.page;

import dev.retrylab.harness.judge.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The page of a sweep: its points as bars, a picture for each quantity, and as a table. */
public final class HtmlSweep {
  private static final PageTemplate TEMPLATE = new PageTemplate("sweep.mustache");
  private static final PageAsset STYLE = PageAsset.of("page.css", "sweep.css");

  /** What the template is filled with. */
  record Model(
      PageAsset style,
      String scenario,
      String title,
      String settings,
      List<Chart> charts,
      List<String> head,
      List<Row> rows) {}

  /**
   * A quantity as bars, one for each point.
   *
   * @param id of its heading
   * @param keys what the colours mean; none of a single one
   * @param wide whether it takes the whole width
   */
  public record Chart(String id, String title, List<Bar> bars, List<Key> keys, boolean wide) {
    boolean keyed() {
      return !keys.isEmpty();
    }
  }

  /**
   * A bar.
   *
   * @param label the values of the point
   * @param text what it amounts to
   */
  public record Bar(String label, List<Part> parts, String text) {}

  /**
   * A part of a bar.
   *
   * @param css the class that colours it
   * @param from where it begins, of 100, and {@code length} how long it is
   */
  public record Part(String css, double from, double length) {}

  /** What a colour means. */
  public record Key(String css, String words) {}

  /**
   * A point in the table.
   *
   * @param page of its run, from the folder of this page; empty where it came to none
   * @param verdict empty where the run failed
   */
  public record Point(List<String> cells, Optional<Path> page, Optional<Verdict> verdict) {}

  /** A point as the template names it. */
  record Row(List<String> cells, Optional<String> link, String verdict, PageSign sign) {
    static Row of(Point point) {
      return new Row(
          point.cells(),
          point.page().map(HtmlIndex::address),
          point.verdict().map(Verdict::name).orElse("failed"),
          point.verdict().map(PageSign::of).orElse(new PageSign("unsure", "…", "failed")));
    }
  }

  private HtmlSweep() {}

  /**
   * The page.
   *
   * @param title of the scenario
   * @param settings that were swept
   * @param head of the table, but for verdict and page
   */
  public static String of(
      String scenario,
      String title,
      String settings,
      List<Chart> charts,
      List<String> head,
      List<Point> points) {
    return TEMPLATE.fill(
        new Model(
            STYLE, scenario, title, settings, charts, head, points.stream().map(Row::of).toList()));
  }
}
