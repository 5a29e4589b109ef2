package dev.retrylab.harness.judge;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.judge.evidence.BrokenInvariant;
import dev.retrylab.harness.judge.evidence.Evidence;
import dev.retrylab.harness.judge.evidence.EvidenceFinding;
import dev.retrylab.harness.judge.evidence.Finding;
import dev.retrylab.harness.judge.evidence.RunFinding;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.Observation.InvocationEnded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Collects the findings of a run. */
final class Findings {

  private final History history;
  private final Histories histories;
  private final List<Prediction> predictions;
  private final Evidence evidence;
  private final List<BrokenInvariant> broken;
  private final List<Finding> found = new ArrayList<>();

  private Findings(
      History history,
      Histories histories,
      List<Prediction> predictions,
      Evidence evidence,
      List<BrokenInvariant> broken) {
    this.history = history;
    this.histories = histories;
    this.predictions = predictions;
    this.evidence = evidence;
    this.broken = broken;
  }

  /**
   * @param histories the messages of the history
   * @param broken the invariants that are broken in the history
   */
  static List<Finding> of(
      History history,
      Histories histories,
      List<Prediction> predictions,
      Evidence evidence,
      List<BrokenInvariant> broken) {
    Findings findings = new Findings(history, histories, predictions, evidence, broken);
    findings.labFailures();
    UnrunMessages.among(predictions, histories).ifPresent(findings.found::add);
    if (evidence.unexplainedRuns() > 0) {
      findings.found.add(new EvidenceFinding.UnexplainedRuns(evidence.unexplainedRuns()));
    }
    evidence.waitedFor().forEach(what -> findings.found.add(new EvidenceFinding.Missing(what)));
    findings.found.addAll(evidence.drift());
    findings.quietTime();
    findings.retryInterval();
    findings.failures();
    findings.phantoms();
    findings.found.addAll(GroupOrder.broken(history));
    findings.expired();
    findings.moreThanOnce();
    findings.dlqReceiveCounts();
    findings.unjournalled();
    findings.strays();
    findings.found.add(
        new EvidenceFinding.LogEvents(evidence.logEvents(), evidence.ingestionLag()));
    if (evidence.rollingWindow()) {
      findings.found.add(new EvidenceFinding.RollingWindow());
    }
    return List.copyOf(findings.found);
  }

  private void labFailures() {
    evidence.failures().stream()
        .findFirst()
        .ifPresent(
            first ->
                found.add(
                    new EvidenceFinding.LabFailed(
                        evidence.failures().size(),
                        Duration.between(history.start(), first.at()),
                        first.what())));
  }

  /** A run that was cut short has no silence to speak of. */
  private void quietTime() {
    if (!evidence.complete()) {
      return;
    }
    Optional<Instant> lastExpected =
        predictions.stream()
            .map(prediction -> Contradictions.missingErrors(prediction, histories))
            .flatMap(List::stream)
            // One that was refuted otherwise may have expected errors long after the watch.
            .filter(evidence::wouldHaveSeen)
            .max(Comparator.naturalOrder());
    found.add(
        new RunFinding.QuietTime(
            Duration.between(history.start(), evidence.watchedUntil()),
            lastExpected.map(due -> Duration.between(history.start(), due))));
  }

  private void retryInterval() {
    RetryIntervals intervals = RetryIntervals.of(history.messages());
    List<Duration> retries = intervals.ofRequests();
    if (!retries.isEmpty()) {
      found.add(
          new RunFinding.RetryInterval(
              retries.size(),
              retries.get(0),
              retries.get(retries.size() - 1),
              evidence.conditions().shortestVisibility(),
              evidence.conditions().visibilityTimeout()));
    }
    List<Duration> attempts = intervals.withinRequests();
    if (!attempts.isEmpty()) {
      found.add(
          new RunFinding.AttemptInterval(
              attempts.size(), attempts.get(0), attempts.get(attempts.size() - 1)));
    }
  }

  private void failures() {
    int errors = history.messages().stream().mapToInt(MessageHistory::functionErrors).sum();
    int unprocessed = history.messages().stream().mapToInt(MessageHistory::unprocessed).sum();
    if (errors != history.invocationErrors()) {
      found.add(new RunFinding.FailuresCounted(errors, unprocessed, history.invocationErrors()));
    }
  }

  private void phantoms() {
    Map<List<Integer>, List<String>> keys = new LinkedHashMap<>();
    for (MessageHistory message : history.messages()) {
      if (message.phantoms() > 0) {
        List<Integer> counts =
            message.events(EventType.PHANTOM_RECEIVE).stream()
                .map(event -> event.receiveCount().orElse(0))
                .toList();
        keys.computeIfAbsent(counts, any -> new ArrayList<>()).add(message.key());
      }
    }
    keys.forEach(
        (counts, those) -> found.add(new RunFinding.PhantomReceives(List.copyOf(those), counts)));
  }

  private void expired() {
    Map<String, List<Event>> byReason = new LinkedHashMap<>();
    for (MessageHistory message : history.messages()) {
      if (message.fate() == Fate.EXPIRED) {
        for (Event event : message.events(EventType.EXPIRED)) {
          String why = event.detail().orElse("its retention was over").replace("inferred: ", "");
          byReason.computeIfAbsent(why, any -> new ArrayList<>()).add(event);
        }
      }
    }
    byReason.forEach(
        (why, events) ->
            found.add(
                new RunFinding.Expired(
                    events.stream().map(Event::key).toList(),
                    events.stream()
                        .map(Event::sinceSent)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                    why)));
  }

  private void moreThanOnce() {
    broken.stream()
        .filter(one -> !one.promised())
        .forEach(one -> found.add(new RunFinding.MoreThanOnce(one.key(), one.what())));
  }

  private void dlqReceiveCounts() {
    if (evidence.conditions().dlqReceiveCountSettled()) {
      return;
    }
    Judge.decisive(predictions)
        .ifPresent(prediction -> histories.forEach(prediction, this::dlqReceiveCount));
  }

  private void dlqReceiveCount(MessagePrediction expected, MessageHistory message) {
    Contradictions.missedDlqReceiveCount(expected, message)
        .ifPresent(
            range ->
                found.add(
                    new RunFinding.DlqReceiveCount(
                        message.key(),
                        message.dlqReceiveCount().orElseThrow(),
                        ExpectedWords.range(range))));
  }

  /** The window begins before the run, so that it may show the end of the run before. */
  private void strays() {
    int strays = history.strays().size();
    int earlier =
        (int) history.strays().stream().filter(one -> one.at().isBefore(history.start())).count();
    if (earlier > 0) {
      found.add(new EvidenceFinding.EarlierRecords(earlier));
    }
    if (strays > earlier) {
      found.add(new EvidenceFinding.StrayRecords(strays - earlier));
    }
  }

  private void unjournalled() {
    Map<FunctionRole, List<InvocationEnded>> byFunction =
        history.unjournalled().stream()
            .collect(groupingBy(InvocationEnded::function, TreeMap::new, toList()));
    byFunction.forEach(
        (function, ends) ->
            found.add(
                new EvidenceFinding.UnjournalledInvocations(
                    function, ends.size(), describe(ends.get(0)))));
  }

  private static String describe(InvocationEnded end) {
    return end.error().orElse(end.ending().verb());
  }
}
