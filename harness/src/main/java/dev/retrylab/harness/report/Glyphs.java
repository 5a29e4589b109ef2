package dev.retrylab.harness.report;

/** The signs of a report. Each is one column wide in a drawing. */
enum Glyphs {
  UNICODE("✓", "✗", "?", '─', '┬', "…", '✓', '✗', '»', '◆', '○', '│', '◇', '↩'),
  ASCII("ok", "NO", "?", '-', '+', "..", 'v', 'x', '>', 'D', 'o', '|', 'r', 'u');

  final String tick;
  final String cross;
  final String unsure;
  final char line;
  final char axisTick;
  final String ellipsis;
  final char succeeded;
  final char failed;
  final char forwarded;
  final char dlq;
  final char ghost;
  final char open;
  final char looked;
  final char unprocessed;

  Glyphs(
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
      char ghost,
      char open,
      char looked,
      char unprocessed) {
    this.tick = tick;
    this.cross = cross;
    this.unsure = unsure;
    this.line = line;
    this.axisTick = axisTick;
    this.ellipsis = ellipsis;
    this.succeeded = succeeded;
    this.failed = failed;
    this.forwarded = forwarded;
    this.dlq = dlq;
    this.ghost = ghost;
    this.open = open;
    this.looked = looked;
    this.unprocessed = unprocessed;
  }
}
