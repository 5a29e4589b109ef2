package dev.retrylab.harness.timeline.fold;

import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.HarnessReceived;
import dev.retrylab.harness.timeline.Observation.InvocationEnded;
import dev.retrylab.harness.timeline.Observation.InvocationStarted;
import dev.retrylab.harness.timeline.Observation.JournalOutcome;
import dev.retrylab.harness.timeline.Observation.JournalReceived;
import dev.retrylab.harness.timeline.Observation.StackTrace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Puts the log lines of each invocation together. A delivery is told from others by function,
 * request id, attempt, message id and receive count; what the harness received is one too.
 */
final class Invocations {

  private record Id(FunctionRole function, String requestId) {}

  private final boolean itemFailures;
  private final Map<Id, Invocation> invocations = new LinkedHashMap<>();
  private final List<Delivery> byHarness = new ArrayList<>();

  /**
   * @param ordered observations in their order; of equal ones, which are one, only the first counts
   * @param itemFailures whether the consumer reports the records that failed
   */
  Invocations(List<Observation> ordered, boolean itemFailures) {
    this.itemFailures = itemFailures;
    Observation before = null;
    for (Observation observation : ordered) {
      if (!observation.equals(before)) {
        add(observation);
      }
      before = observation;
    }
  }

  private void add(Observation observation) {
    if (observation instanceof JournalReceived line) {
      invocation(line.record().function(), line.record().requestId()).add(line);
    } else if (observation instanceof JournalOutcome line) {
      invocation(line.record().function(), line.record().requestId()).add(line);
    } else if (observation instanceof InvocationStarted line) {
      invocation(line.function(), line.requestId()).add(line);
    } else if (observation instanceof StackTrace line) {
      invocation(line.function(), line.requestId()).add(line);
    } else if (observation instanceof InvocationEnded line) {
      invocation(line.function(), line.requestId()).add(line);
    } else if (observation instanceof HarnessReceived received) {
      byHarness.add(Delivery.byHarness(received.record(), received.at()));
    }
  }

  private Invocation invocation(FunctionRole function, String requestId) {
    return invocations.computeIfAbsent(
        new Id(function, requestId),
        any -> new Invocation(function == FunctionRole.CONSUMER && itemFailures));
  }

  /** The deliveries in the order of their starts, and then of their first lines. */
  List<Delivery> all() {
    List<Delivery> all = new ArrayList<>();
    invocations.values().forEach(invocation -> all.addAll(invocation.deliveries()));
    all.addAll(byHarness);
    all.sort(Comparator.comparing(Delivery::start));
    return all;
  }

  /** How many invocations of the consumer failed, each attempt of an event counted. */
  int invocationErrors() {
    return (int) attempts(ofConsumer()).filter(Attempt::isError).count();
  }

  private Stream<Invocation> ofConsumer() {
    return invocations.entrySet().stream()
        .filter(entry -> entry.getKey().function() == FunctionRole.CONSUMER)
        .map(Map.Entry::getValue);
  }

  private static Stream<Attempt> attempts(Stream<Invocation> some) {
    return some.flatMap(invocation -> invocation.attempts().stream());
  }

  private static Stream<Attempt> unjournalled(Stream<Invocation> some) {
    return attempts(some.filter(invocation -> !invocation.journalled()));
  }

  /** The ends of invocations without a single journal line, in the order of their first lines. */
  List<InvocationEnded> unjournalled() {
    return unjournalled(invocations.values().stream())
        .flatMap(attempt -> attempt.end().stream())
        .toList();
  }

  /** How many invocations of the consumer that began since then logged nothing of any record. */
  int unjournalledSince(Instant start) {
    return (int)
        unjournalled(ofConsumer()).filter(attempt -> !attempt.begin().isBefore(start)).count();
  }
}
