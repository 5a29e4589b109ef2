package dev.retrylab.harness.report;

import dev.retrylab.harness.observe.LogLine;
import java.util.List;
import java.util.function.Predicate;

/** The log lines of a run, which may be too many to have them all at hand. */
@FunctionalInterface
public interface LogLines {

  /**
   * Some of them, each once.
   *
   * @param wanted is asked about each, in an order that keeps that of each log stream
   */
  List<LogLine> those(Predicate<LogLine> wanted);

  /** Lines that are at hand. */
  static LogLines of(List<LogLine> lines) {
    return wanted -> lines.stream().filter(wanted).toList();
  }
}
