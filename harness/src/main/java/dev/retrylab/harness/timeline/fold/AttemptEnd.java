package dev.retrylab.harness.timeline.fold;

import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.JournalRecord;
import dev.retrylab.harness.timeline.Observation.InvocationEnded;
import dev.retrylab.harness.timeline.Observation.JournalOutcome;
import dev.retrylab.harness.timeline.Observation.StackTrace;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How an attempt ended, by all that tells of it: the platform, the runtime and the journal.
 *
 * @param ends what the platform logged of it
 * @param traces what was thrown, as the runtime logged it
 * @param batchFailure the first outcome line that says that its whole batch fails
 * @param journalled whether the function logged a single line of its journal
 * @param lastOutcome when the outcome of the last record was logged; empty where one has none
 */
record AttemptEnd(
    List<InvocationEnded> ends,
    List<StackTrace> traces,
    Optional<JournalOutcome> batchFailure,
    boolean journalled,
    Optional<Instant> lastOutcome) {

  /**
   * How it ended, if it is known to have ended. Not every engine logs ends: what fails the whole
   * batch, or leaves the handler, is one in any case.
   */
  Optional<InvocationEnded> find() {
    return ends.stream()
        .max(Comparator.comparing(InvocationEnded::ending).thenComparing(AttemptEnd::earlier))
        .map(this::resolved)
        .or(() -> batchFailure.map(AttemptEnd::failed))
        .or(() -> uncaught().map(AttemptEnd::failed));
  }

  private static InvocationEnded failed(JournalOutcome line) {
    JournalRecord record = line.record();
    return new InvocationEnded(
        record.function(), record.requestId(), Ending.ERROR, Optional.empty(), line.at());
  }

  private static InvocationEnded failed(StackTrace thrown) {
    return new InvocationEnded(
        thrown.function(), thrown.requestId(), Ending.ERROR, thrown.error(), thrown.at());
  }

  private static int earlier(InvocationEnded one, InvocationEnded other) {
    return other.at().compareTo(one.at());
  }

  /**
   * A failure that the platform tells of is one. Its success, or its silence, does not stand
   * against the journal: Lambda's Java runtime reports an exception of the handler as a success,
   * and the text format says of either nothing at all.
   */
  private InvocationEnded resolved(InvocationEnded told) {
    if (told.ending().failed()) {
      return with(told, told.ending(), told.error().or(() -> errorOf(told.ending())));
    }
    if (batchFailure.isPresent()) {
      return with(told, Ending.ERROR, told.error());
    }
    if (uncaught().isPresent()) {
      return with(told, Ending.ERROR, uncaught().get().error());
    }
    if (!journalled) {
      return told;
    }
    if (lastOutcome.isEmpty()) {
      return traces.isEmpty()
          ? with(told, Ending.UNKNOWN, told.error())
          : with(told, Ending.ERROR, thrown());
    }
    // What was thrown behind the last record may have been caught, or have left the handler.
    boolean afterwards =
        traces.stream()
            .anyMatch(trace -> trace.uncaught() || !trace.at().isBefore(lastOutcome.get()));
    return with(told, afterwards || toldStrangely() ? Ending.UNKNOWN : Ending.OK, told.error());
  }

  /** Whether the platform tells of the end in words that nobody knows: that is no success. */
  private boolean toldStrangely() {
    return ends.stream().anyMatch(end -> end.ending() == Ending.UNKNOWN && end.error().isPresent());
  }

  /** The runtime logs it before the platform logs the end; what is behind that may be another's. */
  private Optional<StackTrace> uncaught() {
    return traces.stream()
        .filter(StackTrace::uncaught)
        .filter(
            thrown ->
                ends.isEmpty() || ends.stream().anyMatch(end -> !end.at().isBefore(thrown.at())))
        .findFirst();
  }

  /** What the first trace that names it says was thrown. */
  private Optional<String> thrown() {
    return traces.stream().flatMap(trace -> trace.error().stream()).findFirst();
  }

  private Optional<String> errorOf(Ending ending) {
    return ends.stream()
        .filter(end -> end.ending() == ending)
        .flatMap(end -> end.error().stream())
        .findFirst();
  }

  private static InvocationEnded with(InvocationEnded told, Ending ending, Optional<String> error) {
    return new InvocationEnded(told.function(), told.requestId(), ending, error, told.at());
  }
}
