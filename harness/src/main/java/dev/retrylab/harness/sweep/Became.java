package dev.retrylab.harness.sweep;

import dev.retrylab.harness.report.page.HtmlSweep;
import dev.retrylab.harness.timeline.Fate;

/** What became of a message, as far as it matters to somebody who chooses a setting. */
enum Became {
  CONSUMED("consumed", "succeeded"),
  FORWARDED("forwarded", "forwarded"),
  DEAD_LETTERED("dead-lettered", "failed"),
  /** It expired, was discarded, or nobody saw it come to an end. */
  LOST("lost", "dlq"),
  /** It was in a queue still, or the evidence does not tell. */
  OPEN("still open", "looked");

  private final String words;
  private final String colour;

  Became(String words, String colour) {
    this.words = words;
    this.colour = colour;
  }

  static Became of(Fate fate) {
    return switch (fate) {
      case CONSUMED -> CONSUMED;
      case FORWARDED -> FORWARDED;
      case DEAD_LETTERED -> DEAD_LETTERED;
      case EXPIRED, DISCARDED, LOST -> LOST;
      case QUEUED, UNKNOWN -> OPEN;
    };
  }

  String words() {
    return words;
  }

  /** Its colour in a page. */
  HtmlSweep.Key key() {
    return new HtmlSweep.Key("bar-" + colour, words);
  }
}
