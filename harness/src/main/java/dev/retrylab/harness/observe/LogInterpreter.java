package dev.retrylab.harness.observe;

import dev.retrylab.harness.observe.Reading.Ended;
import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.InvocationEnded;
import dev.retrylab.harness.timeline.Observation.JournalOutcome;
import dev.retrylab.harness.timeline.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Turns raw log events into observations. Lines that are neither journal nor platform lines, such
 * as stack traces, are passed over.
 *
 * @param reportBatchItemFailures whether the source mapping takes batch item failures: without
 *     them, a record that failed has failed its invocation, also where the text format does not say
 *     so
 */
public record LogInterpreter(boolean reportBatchItemFailures) {
  /** What the log events say, in no particular order. */
  public List<Observation> interpret(Collection<LogLine> lines) {
    LogDigestion digestion = new LogDigestion(this);
    lines.forEach(line -> digestion.add(line.entry()));
    return digestion.digest().observations();
  }

  /** What log events say together that have been read one by one. */
  List<Observation> conclude(List<Observation> journal, List<Ended> ends) {
    Set<String> failed = failed(journal);
    Set<String> unusable = requests(journal, one -> one.outcome() == Outcome.BAD_ANSWER);
    List<Observation> observations = new ArrayList<>(journal.size() + ends.size());
    observations.addAll(journal);
    for (Ended end : ends) {
      observations.add(ended(end, failed, unusable));
    }
    return observations;
  }

  private Observation ended(Ended end, Set<String> failed, Set<String> unusable) {
    PlatformLine found = end.report();
    return new InvocationEnded(
        end.function(),
        found.requestId(),
        unusable.contains(found.requestId())
            ? Ending.ERROR // what the platform calls a success, the mapping does not
            : found.status().orElseGet(() -> implied(end.function(), found, failed)),
        found.errorType(),
        end.at());
  }

  private Ending implied(FunctionRole function, PlatformLine report, Set<String> failed) {
    return !reports(function) && failed.contains(report.requestId()) ? Ending.ERROR : Ending.OK;
  }

  private boolean reports(FunctionRole function) {
    return function == FunctionRole.CONSUMER && reportBatchItemFailures;
  }

  /** The requests that a record has failed. */
  private Set<String> failed(List<Observation> journal) {
    return requests(
        journal, one -> one.outcome() == Outcome.FAILED && !reports(one.record().function()));
  }

  private static Set<String> requests(
      List<Observation> observations, Predicate<JournalOutcome> wanted) {
    Set<String> requests = new HashSet<>();
    for (Observation observation : observations) {
      if (observation instanceof JournalOutcome outcome && wanted.test(outcome)) {
        requests.add(outcome.record().requestId());
      }
    }
    return requests;
  }
}
