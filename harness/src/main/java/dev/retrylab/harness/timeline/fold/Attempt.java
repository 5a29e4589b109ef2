package dev.retrylab.harness.timeline.fold;

import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.JournalRecord;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.InvocationEnded;
import dev.retrylab.harness.timeline.Observation.JournalOutcome;
import dev.retrylab.harness.timeline.Observation.JournalReceived;
import dev.retrylab.harness.timeline.Observation.StackTrace;
import dev.retrylab.harness.timeline.RecordOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All log lines of one attempt of an invocation. What they say depends neither on their order nor
 * on how often each of them is there: the wall clock of a runtime may step back, and CloudWatch
 * Logs may give a line twice.
 */
final class Attempt {

  /** What tells a record of a batch from the others; a batch may hold a message twice. */
  private record Item(String messageId, int receiveCount) {
    static Item of(JournalRecord record) {
      return new Item(record.messageId(), record.receiveCount());
    }
  }

  /** The journal lines of one record. */
  private static final class Lines {
    private Optional<JournalReceived> received = Optional.empty();
    private Optional<JournalOutcome> outcome = Optional.empty();
  }

  private final boolean itemFailures;
  private final Instant begin;
  private final Map<Item, Lines> records = new LinkedHashMap<>(2);
  private final List<InvocationEnded> ends = new ArrayList<>(2);
  private final List<StackTrace> traces = new ArrayList<>(0);
  private boolean badAnswer;

  /** The first outcome line that says that its whole batch fails. */
  private Optional<JournalOutcome> batchFailure = Optional.empty();

  /**
   * @param itemFailures whether the function reports the records that failed, so that a failed
   *     record does not fail its invocation
   * @param begin the time of the first of its lines
   */
  Attempt(boolean itemFailures, Instant begin) {
    this.itemFailures = itemFailures;
    this.begin = begin;
  }

  /** Of lines that say the same, the first one counts. */
  void add(Observation line) {
    if (line instanceof JournalReceived received) {
      Lines lines = lines(received.record());
      lines.received = lines.received.or(() -> Optional.of(received));
    } else if (line instanceof JournalOutcome outcome) {
      Lines lines = lines(outcome.record());
      lines.outcome = lines.outcome.or(() -> Optional.of(outcome));
      badAnswer |= outcome.outcome() == RecordOutcome.BAD_ANSWER;
      if (failsBatch(outcome.outcome())) {
        batchFailure = batchFailure.or(() -> Optional.of(outcome));
      }
    } else if (line instanceof InvocationEnded end) {
      ends.add(end);
    } else if (line instanceof StackTrace thrown) {
      traces.add(thrown);
    }
  }

  private boolean failsBatch(RecordOutcome outcome) {
    return outcome == RecordOutcome.BAD_ANSWER
        || (outcome == RecordOutcome.FAILED && !itemFailures);
  }

  private Lines lines(JournalRecord record) {
    return records.computeIfAbsent(Item.of(record), any -> new Lines());
  }

  /** When it began, by the first of its lines. */
  Instant begin() {
    return begin;
  }

  /** Whether the function logged a single line of its journal. */
  boolean journalled() {
    return !records.isEmpty();
  }

  /** The record of its first journal line. */
  Optional<JournalRecord> anyRecord() {
    return records.values().stream().findFirst().map(Attempt::record);
  }

  /** Whether it is a failed invocation, as CloudWatch's metric Errors counts them. */
  boolean isError() {
    // An answer that the mapping cannot use fails the batch, but not the invocation.
    return !badAnswer && end().filter(end -> end.ending().failed()).isPresent();
  }

  /** How it ended, if it is known to have ended. */
  Optional<InvocationEnded> end() {
    return new AttemptEnd(ends, traces, batchFailure, journalled(), lastOutcome()).find();
  }

  /** When the outcome of the last record was logged; empty where one has none. */
  private Optional<Instant> lastOutcome() {
    return records.values().stream().allMatch(lines -> lines.outcome.isPresent())
        ? records.values().stream()
            .map(lines -> lines.outcome.orElseThrow().at())
            .max(Comparator.naturalOrder())
        : Optional.empty();
  }

  /**
   * One delivery for each record of its batch; of its lines none is earlier than one that must have
   * been before it.
   */
  List<Delivery> deliveries() {
    Optional<InvocationEnded> end = end();
    boolean told = end.filter(how -> how.ending() == Ending.UNKNOWN).isEmpty();
    int unfinished = told ? firstUnfinished() : Integer.MAX_VALUE;
    List<Delivery> deliveries = new ArrayList<>(records.size());
    records.values().forEach(lines -> deliveries.add(delivery(lines, unfinished, end)));
    return deliveries;
  }

  private static Delivery delivery(Lines lines, int unfinished, Optional<InvocationEnded> end) {
    Instant start =
        lines.received.map(JournalReceived::at).orElseGet(() -> lines.outcome.orElseThrow().at());
    int position = lines.received.map(JournalReceived::batchPosition).orElse(0);
    Optional<JournalOutcome> outcome = lines.outcome.map(line -> notBefore(start, line));
    Instant latest = outcome.map(JournalOutcome::at).orElse(start);
    return new Delivery(
        record(lines),
        start,
        lines.received.isPresent(),
        position,
        outcome.isEmpty() && unfinished < position,
        outcome,
        end.map(line -> notBefore(latest, line)));
  }

  /** A delivery of which this attempt logged nothing, of a record that another one logged. */
  Delivery unlogged(JournalRecord record) {
    return new Delivery(record, begin, false, 0, false, Optional.empty(), end());
  }

  /**
   * The place of the first record without an outcome: the handler never came to those behind it.
   */
  private int firstUnfinished() {
    int first = Integer.MAX_VALUE;
    for (Lines lines : records.values()) {
      int position = lines.received.map(JournalReceived::batchPosition).orElse(0);
      if (lines.outcome.isEmpty() && position > 0) {
        first = Math.min(first, position);
      }
    }
    return first;
  }

  private static JournalRecord record(Lines lines) {
    return lines
        .received
        .map(JournalReceived::record)
        .orElseGet(() -> lines.outcome.orElseThrow().record());
  }

  private static JournalOutcome notBefore(Instant at, JournalOutcome line) {
    return line.at().isBefore(at)
        ? new JournalOutcome(
            line.record(), line.outcome(), line.error(), line.forwardedMessageId(), at)
        : line;
  }

  private static InvocationEnded notBefore(Instant at, InvocationEnded line) {
    return line.at().isBefore(at)
        ? new InvocationEnded(line.function(), line.requestId(), line.ending(), line.error(), at)
        : line;
  }
}
