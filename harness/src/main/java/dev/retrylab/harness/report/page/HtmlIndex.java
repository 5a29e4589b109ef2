package dev.retrylab.harness.report.page;

import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.store.RunSummary;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The page over all runs in a folder, the newest first, with links to theirs. */
public final class HtmlIndex {
  private static final PageTemplate TEMPLATE = new PageTemplate("index.mustache");
  private static final PageAsset STYLE = PageAsset.of("page.css", "index.css");

  /** What the template is filled with. */
  record Model(PageAsset style, int runs, boolean none, List<Row> rows) {}

  /**
   * A run.
   *
   * @param link to its page, from the folder of all runs; empty where it has none
   * @param name of its folder
   */
  record Row(RunSummary run, Optional<String> link, String name, String verdict, PageSign sign) {}

  private HtmlIndex() {}

  /**
   * The page.
   *
   * @param root the folder of all runs, in which the page will be
   * @param newestFirst the runs in it
   */
  public static String of(Path root, List<RunSummary> newestFirst) {
    List<Row> rows = newestFirst.stream().map(run -> row(root, run)).toList();
    return TEMPLATE.fill(new Model(STYLE, rows.size(), rows.isEmpty(), rows));
  }

  private static Row row(Path root, RunSummary run) {
    Optional<Verdict> verdict =
        run.verdict()
            .flatMap(
                name ->
                    Arrays.stream(Verdict.values())
                        .filter(one -> one.name().equals(name))
                        .findFirst());
    String without = run.problem().isPresent() ? "unreadable" : "unfinished";
    return new Row(
        run,
        run.page().map(page -> address(root.relativize(page))),
        String.valueOf(run.folder().getFileName()),
        verdict.map(Verdict::name).orElse(without),
        verdict.map(PageSign::of).orElse(new PageSign("unsure", "…", without)));
  }

  /** A relative path as a link needs it. */
  static String address(Path path) {
    return StreamSupport.stream(path.spliterator(), false)
        .map(part -> URLEncoder.encode(part.toString(), StandardCharsets.UTF_8))
        .map(part -> part.replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }
}
