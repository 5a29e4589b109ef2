package dev.retrylab.harness.report.page;

import dev.retrylab.harness.observe.LogLine;
import java.util.List;

/** Gets the log lines of a run, each once, if they are asked for: there may be very many. */
@FunctionalInterface
public interface LogLines {
  List<LogLine> all();
}
