package dev.retrylab.harness.timeline.fold;

import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.JournalRecord;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.InvocationEnded;
import dev.retrylab.harness.timeline.Observation.InvocationStarted;
import dev.retrylab.harness.timeline.Observation.JournalReceived;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All log lines with one request id, in the order of their times. Lambda gives the attempts of an
 * asynchronous invocation one request id (async-same-request-id), most of a minute apart
 * (async-delays-1min-2min), and if it repeated that of a mapping, it would show in the same way.
 */
final class Invocation {
  /** How far the lines of one attempt may be out of order, or repeated. */
  private static final Duration SLACK = Duration.ofSeconds(10);

  private final FunctionRole function;
  private final boolean itemFailures;
  private final Observation first;
  private final List<Attempt> attempts = new ArrayList<>(1);
  private Optional<Instant> started = Optional.empty();
  private Optional<Instant> received = Optional.empty();
  private Optional<Instant> ended = Optional.empty();

  /**
   * @param itemFailures whether the consumer reports the records that failed
   * @param lines one at least, in any order; equal ones are one
   */
  Invocation(FunctionRole function, boolean itemFailures, List<Observation> lines) {
    this.function = function;
    this.itemFailures = function == FunctionRole.CONSUMER && itemFailures;
    lines.sort(Observation.order());
    this.first = lines.get(0);
    Observation before = null;
    for (Observation line : lines) {
      if (!line.equals(before)) {
        add(line);
      }
      before = line;
    }
  }

  FunctionRole function() {
    return function;
  }

  /** The first of its lines. */
  Observation first() {
    return first;
  }

  private void add(Observation line) {
    if (attempts.isEmpty() || beginsAnother(line)) {
      attempts.add(new Attempt(itemFailures, line.at()));
      started = Optional.empty();
      received = Optional.empty();
      ended = Optional.empty();
    }
    attempts.get(attempts.size() - 1).add(line);
    Optional<Instant> at = Optional.of(line.at());
    if (line instanceof InvocationStarted) {
      started = at;
    } else if (line instanceof JournalReceived) {
      received = at;
    } else if (line instanceof InvocationEnded) {
      ended = at;
    }
  }

  private boolean beginsAnother(Observation line) {
    return isBehind(ended, line)
        || (line instanceof InvocationStarted && isBehind(started, line))
        || (line instanceof JournalReceived && isBehind(received, line));
  }

  private static boolean isBehind(Optional<Instant> earlier, Observation line) {
    return earlier.filter(at -> line.at().isAfter(at.plus(SLACK))).isPresent();
  }

  /** In their order. */
  List<Attempt> attempts() {
    return attempts;
  }

  boolean journalled() {
    return attempts.stream().anyMatch(Attempt::journalled);
  }

  /**
   * The deliveries of its attempts. One that died before its first journal line had the event that
   * the others had.
   */
  List<Delivery> deliveries() {
    List<Delivery> deliveries = new ArrayList<>();
    Optional<JournalRecord> any =
        attempts.stream().flatMap(attempt -> attempt.anyRecord().stream()).findFirst();
    for (Attempt attempt : attempts) {
      if (attempt.journalled()) {
        deliveries.addAll(attempt.deliveries());
      } else {
        any.map(attempt::unlogged).ifPresent(deliveries::add);
      }
    }
    return deliveries;
  }
}
