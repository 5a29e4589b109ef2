package dev.retrylab.harness.timeline;

import dev.retrylab.harness.timeline.Observation.HarnessReceived;
import dev.retrylab.harness.timeline.Observation.InvocationEnded;
import dev.retrylab.harness.timeline.Observation.JournalOutcome;
import dev.retrylab.harness.timeline.Observation.JournalReceived;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Pairs received lines, outcome lines and invocation ends; what the harness received is a run too.
 * A run is told by the request id and the order of its lines, not by the receive count: an
 * asynchronous retry repeats both.
 */
final class Runs {

  private record Lines(FunctionRole function, String requestId, String messageId) {
    static Lines of(JournalRecord record) {
      return new Lines(record.function(), record.requestId(), record.messageId());
    }
  }

  /** All that has one request id. */
  private static final class Invocation {
    private final List<InvocationEnded> ends = new ArrayList<>(1);
    private boolean journalled;
    private boolean badAnswer;

    /** Of the first record of the batch without an outcome. */
    private int unfinished = Integer.MAX_VALUE;
  }

  /** A run of which more may come. */
  private static final class Begun {
    private final JournalRecord record;
    private final Instant start;
    private final boolean receiveLogged;
    private final int batchPosition;
    private Optional<JournalOutcome> outcome;

    /** When the next run with the same record began. */
    private Instant next = Instant.MAX;

    Begun(
        JournalRecord record,
        Instant start,
        boolean receiveLogged,
        int batchPosition,
        Optional<JournalOutcome> outcome) {
      this.record = record;
      this.start = start;
      this.receiveLogged = receiveLogged;
      this.batchPosition = batchPosition;
      this.outcome = outcome;
    }
  }

  private final List<Begun> runs = new ArrayList<>();
  private final Map<Lines, Begun> last = new HashMap<>();
  private final List<Run> byHarness = new ArrayList<>();
  private final Map<String, Invocation> invocations = new LinkedHashMap<>();

  /** The observations must be in order. */
  Runs(List<Observation> ordered) {
    ordered.forEach(this::add);
  }

  /** The runs in the order of their starts, and then of their first lines. */
  List<Run> all() {
    List<Run> all = new ArrayList<>(runs.size() + byHarness.size());
    runs.forEach(this::noteUnfinished);
    for (Begun run : runs) {
      int unfinished = invocation(run.record.requestId()).unfinished;
      all.add(
          new Run(
              run.record,
              run.start,
              run.receiveLogged,
              run.batchPosition,
              run.outcome.isEmpty() && unfinished < run.batchPosition,
              run.outcome,
              end(run)));
    }
    all.addAll(byHarness);
    all.sort(Comparator.comparing(Run::start));
    return all;
  }

  /** How many invocations of the consumer failed, each attempt of an event counted. */
  int invocationErrors() {
    Set<InvocationEnded> failed = new HashSet<>();
    for (Begun run : runs) {
      // An answer that the mapping cannot use fails the batch, but not the invocation.
      boolean answered = invocation(run.record.requestId()).badAnswer;
      end(run).filter(end -> !answered && isError(end)).ifPresent(failed::add);
    }
    Set<String> unjournalled = new HashSet<>();
    unjournalled().stream().filter(Runs::isError).forEach(end -> unjournalled.add(end.requestId()));
    return failed.size() + unjournalled.size();
  }

  private static boolean isError(InvocationEnded end) {
    return end.function() == FunctionRole.CONSUMER && end.ending() != Ending.OK;
  }

  private void noteUnfinished(Begun run) {
    if (run.outcome.isEmpty() && run.batchPosition > 0) {
      Invocation invocation = invocation(run.record.requestId());
      invocation.unfinished = Math.min(invocation.unfinished, run.batchPosition);
    }
  }

  /** The ends of invocations without a single line, in order. */
  List<InvocationEnded> unjournalled() {
    List<InvocationEnded> ends = new ArrayList<>();
    for (Invocation invocation : invocations.values()) {
      if (!invocation.journalled) {
        ends.addAll(invocation.ends);
      }
    }
    return ends;
  }

  private void add(Observation observation) {
    if (observation instanceof JournalReceived line) {
      begin(
          new Begun(
              line.record(),
              line.at(),
              /* receiveLogged= */ true,
              line.batchPosition(),
              Optional.empty()));
    } else if (observation instanceof JournalOutcome line) {
      end(line);
    } else if (observation instanceof InvocationEnded end) {
      invocation(end.requestId()).ends.add(end);
    } else if (observation instanceof HarnessReceived received) {
      byHarness.add(Run.byHarness(received.record(), received.at()));
    }
  }

  private Invocation invocation(String requestId) {
    return invocations.computeIfAbsent(requestId, any -> new Invocation());
  }

  private void begin(Begun run) {
    invocation(run.record.requestId()).journalled = true;
    Begun before = last.put(Lines.of(run.record), run);
    if (before != null) {
      before.next = run.start;
    }
    runs.add(run);
  }

  private void end(JournalOutcome line) {
    invocation(line.record().requestId()).badAnswer |= line.outcome() == Outcome.BAD_ANSWER;
    Begun open = last.get(Lines.of(line.record()));
    if (open != null && open.outcome.isEmpty()) {
      open.outcome = Optional.of(line);
    } else {
      begin(new Begun(line.record(), line.at(), /* receiveLogged= */ false, 0, Optional.of(line)));
    }
  }

  /** A bad end wins: the platform may log the time-out and, after it, a plain end. */
  private Optional<InvocationEnded> end(Begun run) {
    JournalRecord record = run.record;
    InvocationEnded good = null;
    for (InvocationEnded end : invocations.get(record.requestId()).ends) {
      boolean ofThis = end.function() == record.function();
      if (ofThis && !end.at().isBefore(run.start) && end.at().isBefore(run.next)) {
        if (end.ending() != Ending.OK) {
          return Optional.of(end);
        }
        good = good == null ? end : good;
      }
    }
    return Optional.ofNullable(good);
  }
}
