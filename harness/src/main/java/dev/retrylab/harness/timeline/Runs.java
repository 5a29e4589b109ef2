package dev.retrylab.harness.timeline;

import dev.retrylab.harness.timeline.Observation.InvocationEnded;
import dev.retrylab.harness.timeline.Observation.JournalOutcome;
import dev.retrylab.harness.timeline.Observation.JournalReceived;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pairs received lines, outcome lines and invocation ends. A run is told by the request id and the
 * order of its lines, not by the receive count: an asynchronous retry repeats both.
 */
final class Runs {

  private record Invocation(FunctionRole function, String requestId) {}

  private record Lines(FunctionRole function, String requestId, String messageId) {
    static Lines of(JournalRecord record) {
      return new Lines(record.function(), record.requestId(), record.messageId());
    }
  }

  private final Map<Lines, List<Run>> runs = new LinkedHashMap<>();
  private final Map<Invocation, List<InvocationEnded>> ends = new HashMap<>();

  private Runs() {}

  /** The runs in the order of their first lines; the observations must be in order. */
  static List<Run> of(List<Observation> ordered) {
    Runs pairing = new Runs();
    ordered.forEach(pairing::add);
    List<Run> all = new ArrayList<>(pairing.runs.size());
    pairing.runs.values().forEach(same -> pairing.addEnded(same, all));
    return all;
  }

  private void add(Observation observation) {
    if (observation instanceof JournalReceived line) {
      same(line.record())
          .add(new Run(line.record(), line.at(), true, Optional.empty(), Optional.empty()));
    } else if (observation instanceof JournalOutcome line) {
      close(same(line.record()), line);
    } else if (observation instanceof InvocationEnded end) {
      ends.computeIfAbsent(
              new Invocation(end.function(), end.requestId()), any -> new ArrayList<>(1))
          .add(end);
    }
  }

  private List<Run> same(JournalRecord record) {
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
    for (InvocationEnded end :
        ends.getOrDefault(new Invocation(record.function(), record.requestId()), List.of())) {
      if (!end.at().isBefore(run.start()) && end.at().isBefore(next)) {
        if (end.ending() != Ending.OK) {
          return Optional.of(end);
        }
        good = good == null ? end : good;
      }
    }
    return Optional.ofNullable(good);
  }
}
