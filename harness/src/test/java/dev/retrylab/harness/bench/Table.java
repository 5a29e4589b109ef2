package dev.retrylab.harness.bench;

import java.util.List;
import java.util.stream.Collectors;

/** Figures as a Markdown table. */
final class Table {
  private Table() {}

  static String of(List<Figure> figures) {
    return "\n| what | figure | limit | |\n| --- | --- | --- | --- |\n"
        + figures.stream().map(figure -> line(figure) + "\n").collect(Collectors.joining());
  }

  static String line(Figure figure) {
    return "| %s | %s | %s | %s |"
        .formatted(figure.what(), figure.value(), figure.limit(), figure.mark().word());
  }
}
