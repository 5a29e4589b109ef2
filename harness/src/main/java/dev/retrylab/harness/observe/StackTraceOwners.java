package dev.retrylab.harness.observe;

import dev.retrylab.harness.observe.Reading.Thrown;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.InvocationStarted;
import dev.retrylab.harness.timeline.Observation.JournalReceived;
import dev.retrylab.harness.timeline.Observation.StackTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds the invocation that a stack trace is of. The text format does not name it, but an execution
 * environment has a log stream of its own, and runs one invocation after the other: it is the one
 * that began last before the trace; where none did, the first one, if it began soon after: the wall
 * clock of a runtime may step back.
 */
final class StackTraceOwners {
  private static final Duration CLOCK_STEP = Duration.ofSeconds(1);

  private record Stream(FunctionRole function, String name) {
    static Stream of(LogLine line) {
      return new Stream(line.function(), line.logStream());
    }
  }

  private record Trace(Stream stream, Thrown thrown, Instant at) {}

  private final Map<Stream, NavigableMap<Instant, String>> beginnings = new HashMap<>();
  private final List<Trace> traces = new ArrayList<>();

  void thrown(LogLine line, Thrown thrown) {
    traces.add(new Trace(Stream.of(line), thrown, line.timestamp()));
  }

  void told(LogLine line, Observation observation) {
    if (observation instanceof InvocationStarted start) {
      began(line, start.requestId());
    } else if (observation instanceof JournalReceived received && received.batchPosition() <= 1) {
      began(line, received.record().requestId());
    }
  }

  private void began(LogLine line, String requestId) {
    beginnings
        .computeIfAbsent(Stream.of(line), any -> new TreeMap<>())
        .putIfAbsent(line.timestamp(), requestId);
  }

  /** The traces of which the invocation is known. */
  List<StackTrace> traces() {
    List<StackTrace> owned = new ArrayList<>();
    for (Trace trace : traces) {
      trace
          .thrown()
          .requestId()
          .or(() -> owner(trace))
          .ifPresent(
              id ->
                  owned.add(
                      new StackTrace(
                          trace.stream().function(),
                          id,
                          trace.thrown().error(),
                          trace.thrown().uncaught(),
                          trace.at())));
    }
    return owned;
  }

  private Optional<String> owner(Trace trace) {
    return Optional.ofNullable(beginnings.get(trace.stream()))
        .map(
            stream ->
                stream.firstKey().isAfter(trace.at())
                    ? stream.headMap(trace.at().plus(CLOCK_STEP), true).firstEntry()
                    : stream.floorEntry(trace.at()))
        .map(Map.Entry::getValue);
  }
}
