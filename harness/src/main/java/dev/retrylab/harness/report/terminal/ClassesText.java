package dev.retrylab.harness.report.terminal;

import dev.retrylab.harness.report.TextLayout;
import dev.retrylab.harness.report.aggregate.MessageClass;
import dev.retrylab.harness.report.aggregate.ReceivesHistogram;
import dev.retrylab.harness.report.aggregate.ReceivesHistogram.Bin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Many messages by what became of them, and by how often they were received. */
final class ClassesText {
  private static final int MOST_CLASSES = 8;
  private static final int MOST_BINS = 12;

  /** Of the count behind a bar. */
  private static final int COUNT_WIDTH = 12;

  private ClassesText() {}

  /** A bar for each number of receives, or for several where there are very many. */
  static List<String> histogram(TerminalStyle style, ReceivesHistogram receives) {
    List<Bin> bins = receives.bins(MOST_BINS);
    int label = bins.stream().mapToInt(bin -> bin.label().length()).max().orElse(0);
    int most = bins.stream().mapToInt(Bin::messages).max().orElse(1);
    int room = style.width() - label - COUNT_WIDTH - 4;
    String levels = style.glyphs().levels();
    String full = levels.substring(levels.length() - 1);
    return bins.stream()
        .map(
            bin -> {
              int bar = (int) (((long) bin.messages() * room + most - 1) / most);
              return String.format(
                  Locale.ROOT,
                  "  %s  %s %,d",
                  TextLayout.left(bin.label(), label),
                  style.paint(Colour.QUIET, full.repeat(bar)),
                  bin.messages());
            })
        .toList();
  }

  /** A sentence for each class, and the keys of some of its messages. */
  static List<String> sentences(TerminalStyle style, List<MessageClass> classes) {
    List<String> lines = new ArrayList<>();
    for (MessageClass one : classes.subList(0, Math.min(MOST_CLASSES, classes.size()))) {
      TextLayout.wrap("- " + one.sentence(), style.width() - 2, "  ")
          .forEach(line -> lines.add("  " + line));
      TextLayout.wrap("for example " + String.join(", ", one.keys()), style.width() - 4, "")
          .forEach(line -> lines.add("    " + style.paint(Colour.QUIET, line)));
    }
    if (classes.size() > MOST_CLASSES) {
      List<MessageClass> rest = classes.subList(MOST_CLASSES, classes.size());
      lines.add(
          String.format(
              Locale.ROOT,
              "  and %d further classes of %,d messages; results.json has them",
              rest.size(),
              rest.stream().mapToInt(MessageClass::messages).sum()));
    }
    return lines;
  }
}
