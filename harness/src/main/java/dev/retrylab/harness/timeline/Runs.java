package dev.retrylab.harness.timeline;

import dev.retrylab.harness.timeline.Observation.HarnessReceived;
import dev.retrylab.harness.timeline.Observation.InvocationEnded;
import dev.retrylab.harness.timeline.Observation.JournalOutcome;
import dev.retrylab.harness.timeline.Observation.JournalReceived;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  }

  private final Map<Lines, List<Run>> runs = new LinkedHashMap<>();
  private final List<Run> byHarness = new ArrayList<>();
  private final Map<String, Invocation> invocations = new LinkedHashMap<>();

  /** The observations must be in order. */
  Runs(List<Observation> ordered) {
    ordered.forEach(this::add);
  }

  /** The runs in the order of their starts, and then of their first lines. */
  List<Run> all() {
    List<Run> all = new ArrayList<>(runs.size() + byHarness.size());
    runs.values().forEach(same -> addEnded(same, all));
    all.addAll(byHarness);
    all.sort(Comparator.comparing(Run::start));
    return all;
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
      same(line.record())
          .add(new Run(line.record(), line.at(), true, Optional.empty(), Optional.empty()));
    } else if (observation instanceof JournalOutcome line) {
      close(same(line.record()), line);
    } else if (observation instanceof InvocationEnded end) {
      invocation(end.requestId()).ends.add(end);
    } else if (observation instanceof HarnessReceived received) {
      byHarness.add(Run.byHarness(received.record(), received.at()));
    }
  }

  private Invocation invocation(String requestId) {
    return invocations.computeIfAbsent(requestId, any -> new Invocation());
  }

  private List<Run> same(JournalRecord record) {
    invocation(record.requestId()).journalled = true;
    return runs.computeIfAbsent(Lines.of(record), any -> new ArrayList<>(1));
  }

  private static void close(List<Run> same, JournalOutcome line) {
    int last = same.size() - 1;
    if (last >= 0 && same.get(last).outcome().isEmpty()) {
      Run open = same.get(last);
      same.set(
          last, new Run(open.record(), open.start(), true, Optional.of(line), Optional.empty()));
    } else {
      same.add(new Run(line.record(), line.at(), false, Optional.of(line), Optional.empty()));
    }
  }

  private void addEnded(List<Run> same, List<Run> all) {
    for (int i = 0; i < same.size(); i++) {
      Run run = same.get(i);
      Instant next = i + 1 < same.size() ? same.get(i + 1).start() : Instant.MAX;
      all.add(
          new Run(run.record(), run.start(), run.receiveLogged(), run.outcome(), end(run, next)));
    }
  }

  /** A bad end wins: the platform may log the time-out and, after it, a plain end. */
  private Optional<InvocationEnded> end(Run run, Instant next) {
    JournalRecord record = run.record();
    InvocationEnded good = null;
    for (InvocationEnded end : invocations.get(record.requestId()).ends) {
      boolean ofThis = end.function() == record.function();
      if (ofThis && !end.at().isBefore(run.start()) && end.at().isBefore(next)) {
        if (end.ending() != Ending.OK) {
          return Optional.of(end);
        }
        good = good == null ? end : good;
      }
    }
    return Optional.ofNullable(good);
  }
}
