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
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Puts the log lines of each invocation together. A delivery is told from others by function,
 * request id, attempt, message id and receive count; what the harness received is one too.
 */
final class Invocations {

  private record Id(FunctionRole function, String requestId) {}

  /** In the order of their first lines. */
  private final List<Invocation> invocations;

  private final List<Delivery> byHarness;

  /**
   * @param observations in any order; equal ones are one
   * @param itemFailures whether the consumer reports the records that failed
   */
  Invocations(Collection<? extends Observation> observations, boolean itemFailures) {
    Map<Id, List<Observation>> lines = new HashMap<>();
    Set<HarnessReceived> received = new TreeSet<>(Observation.order());
    for (Observation observation : observations) {
      if (observation instanceof HarnessReceived one) {
        received.add(one);
      }
      id(observation)
          .ifPresent(id -> lines.computeIfAbsent(id, any -> new ArrayList<>()).add(observation));
    }
    this.invocations =
        lines.entrySet().stream()
            .map(of -> new Invocation(of.getKey().function(), itemFailures, of.getValue()))
            .sorted(Comparator.comparing(Invocation::first, Observation.order()))
            .toList();
    this.byHarness =
        received.stream().map(one -> Delivery.byHarness(one.record(), one.at())).toList();
  }

  /** Of which invocation an observation is; empty where of none. */
  private static Optional<Id> id(Observation observation) {
    if (observation instanceof JournalReceived line) {
      return Optional.of(new Id(line.record().function(), line.record().requestId()));
    }
    if (observation instanceof JournalOutcome line) {
      return Optional.of(new Id(line.record().function(), line.record().requestId()));
    }
    if (observation instanceof InvocationStarted line) {
      return Optional.of(new Id(line.function(), line.requestId()));
    }
    if (observation instanceof StackTrace line) {
      return Optional.of(new Id(line.function(), line.requestId()));
    }
    return observation instanceof InvocationEnded line
        ? Optional.of(new Id(line.function(), line.requestId()))
        : Optional.empty();
  }

  /** The deliveries, in the order of the first lines of their invocations. */
  Stream<Delivery> deliveries() {
    return Stream.concat(
        invocations.stream().flatMap(invocation -> invocation.deliveries().stream()),
        byHarness.stream());
  }

  /** How many invocations of the consumer failed, each attempt of an event counted. */
  int invocationErrors() {
    return (int) attempts(ofConsumer()).filter(Attempt::isError).count();
  }

  private Stream<Invocation> ofConsumer() {
    return invocations.stream()
        .filter(invocation -> invocation.function() == FunctionRole.CONSUMER);
  }

  private static Stream<Attempt> attempts(Stream<Invocation> some) {
    return some.flatMap(invocation -> invocation.attempts().stream());
  }

  private static Stream<Attempt> unjournalled(Stream<Invocation> some) {
    return attempts(some.filter(invocation -> !invocation.journalled()));
  }

  /** The ends of invocations without a single journal line, in the order of their first lines. */
  List<InvocationEnded> unjournalled() {
    return unjournalled(invocations.stream()).flatMap(attempt -> attempt.end().stream()).toList();
  }

  /** How many invocations of the consumer that began since then logged nothing of any record. */
  int unjournalledSince(Instant start) {
    return (int)
        unjournalled(ofConsumer()).filter(attempt -> !attempt.begin().isBefore(start)).count();
  }
}
