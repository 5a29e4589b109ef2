package dev.retrylab.harness.report.page;

import dev.retrylab.harness.report.TextLayout;
import dev.retrylab.harness.report.aggregate.Aggregate;
import dev.retrylab.harness.report.aggregate.MessageClass;
import dev.retrylab.harness.report.aggregate.ReceivesHistogram.Bin;
import dev.retrylab.harness.report.document.SeriesDocument;
import dev.retrylab.harness.timeline.Fate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a run of many messages comes to, for a page.
 *
 * @param leftOut how many classes there are besides
 * @param series as JSON
 */
record PageAggregate(
    String summary,
    List<Kind> classes,
    Optional<String> leftOut,
    List<Bar> receives,
    String series) {
  private static final int MOST_CLASSES = 40;
  private static final int MOST_BARS = 20;
  private static final int WHOLE_BAR = 100;

  /**
   * Messages with the same story.
   *
   * @param css the class that colours it
   */
  record Kind(String css, String sentence, List<String> keys) {}

  /**
   * Messages that were received so often.
   *
   * @param length of 100
   */
  record Bar(String label, String messages, double length) {}

  static PageAggregate of(Aggregate many) {
    List<MessageClass> classes = many.classes();
    int rest = classes.size() - MOST_CLASSES;
    return new PageAggregate(
        TextLayout.boundUnits(many.summary()),
        classes.stream().limit(MOST_CLASSES).map(PageAggregate::kind).toList(),
        rest > 0 ? Optional.of("and %d further classes".formatted(rest)) : Optional.empty(),
        bars(many.receivesPerMessage().bins(MOST_BARS)),
        EmbeddedJson.of(SeriesDocument.of(many)));
  }

  private static Kind kind(MessageClass one) {
    boolean open = one.fate() == Fate.QUEUED || one.fate() == Fate.UNKNOWN;
    return new Kind(
        one.isLoss() ? "bad" : open ? "unsure" : "good",
        TextLayout.boundUnits(one.sentence()),
        one.keys());
  }

  private static List<Bar> bars(List<Bin> bins) {
    double most = bins.stream().mapToInt(Bin::messages).max().orElse(1);
    return bins.stream()
        .map(
            bin ->
                new Bar(
                    bin.label(),
                    String.format(Locale.ROOT, "%,d", bin.messages()),
                    WHOLE_BAR * bin.messages() / most))
        .toList();
  }
}
