package dev.retrylab.harness.report;

import dev.retrylab.harness.judge.Verdict;

/**
 * The signs of a report in text. Those of a drawing are one column wide.
 *
 * @param levels of a curve, the lowest first
 */
public record Glyphs(
    String tick,
    String cross,
    String unsure,
    char line,
    char axisTick,
    String ellipsis,
    char succeeded,
    char failed,
    char forwarded,
    char dlq,
    char expectedError,
    char open,
    char endUnknown,
    char receivedByHarness,
    char unprocessed,
    String levels,
    char outage) {

  /** For a terminal with UTF-8. */
  public static final Glyphs UNICODE =
      new Glyphs(
          "✓",
          "✗",
          "?",
          '─',
          '┬',
          "…",
          '✓',
          '✗',
          '»',
          '◆',
          '○',
          '│',
          '?',
          '◇',
          '↩',
          "▁▂▃▄▅▆▇█",
          '░');

  /** For every other terminal. */
  public static final Glyphs ASCII =
      new Glyphs(
          "ok",
          "NO",
          "?",
          '-',
          '+',
          "..",
          'v',
          'x',
          '>',
          'D',
          'o',
          '|',
          '?',
          'r',
          'u',
          ".:-=+*#@",
          '=');

  /** The sign of a verdict. */
  public String of(Verdict verdict) {
    return switch (verdict) {
      case MATCH -> tick;
      case DIVERGED -> cross;
      case INCONCLUSIVE -> unsure;
    };
  }
}
