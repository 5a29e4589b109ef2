package dev.retrylab.harness.experiment;

import dev.retrylab.harness.deployment.local.LocalConcurrency;
import dev.retrylab.harness.deployment.local.LocalTarget;
import dev.retrylab.harness.expect.Hypotheses;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.judge.Evidence;
import dev.retrylab.harness.judge.Finding;
import dev.retrylab.harness.judge.Judge;
import dev.retrylab.harness.judge.RunFinding;
import dev.retrylab.harness.judge.Watch;
import dev.retrylab.harness.judge.Watch.Assessment;
import dev.retrylab.harness.observe.LogEvidence;
import dev.retrylab.harness.observe.Observer;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.FunctionSettings;
import dev.retrylab.harness.scenario.MappingSettings;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.OnFailure;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.store.RunRecord;
import dev.retrylab.harness.store.Watermark;
import dev.retrylab.harness.timeline.Counted;
import dev.retrylab.harness.timeline.Discard;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.Expiry;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.LabFailure;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.Sent;
import dev.retrylab.harness.timeline.QueueCounts;
import dev.retrylab.harness.timeline.Redrive;
import dev.retrylab.harness.timeline.TimelineFold;
import dev.retrylab.harness.timeline.Unended;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes of the evidence of a run what it says. The same code while the run goes on and afterwards
 * from its files, so that both come to the same result.
 */
final class RunAnalysis {
  private final RunRecord record;
  private final StepLog steps;
  private final CountsLog counts;

  private final boolean events;
  private final TimelineFold fold;
  private final List<String> order;
  private Scenario heeded;

  /** Of what is heeded: made when they are asked for, since there may be many. */
  private Optional<List<Prediction>> predictions = Optional.empty();

  /**
   * @param steps what is known of the steps by now
   */
  RunAnalysis(RunRecord record, StepLog steps) {
    this(record, steps, new CountsLog());
  }

  /**
   * @param counts what the queues themselves counted by now
   */
  RunAnalysis(RunRecord record, StepLog steps, CountsLog counts) {
    this.record = record;
    this.steps = steps;
    this.counts = counts;
    this.heeded = record.scenario();
    this.events = record.scenario().trigger() == Trigger.EVENT;
    this.order = order(record.scenario());
    this.fold = fold(record.scenario(), record.runId().text());
  }

  private static TimelineFold fold(Scenario scenario, String runId) {
    boolean itemFailures = scenario.mapping().reportBatchItemFailures();
    return scenario.trigger() == Trigger.EVENT
        ? TimelineFold.ofEvents(runId, itemFailures)
        : TimelineFold.ofMessages(runId, maxReceiveCount(scenario.queue()), itemFailures);
  }

  /** What a move task made is there after all that were sent. */
  private static List<String> order(Scenario scenario) {
    List<MessageSpec> workload = Hypotheses.workload(scenario);
    int sent = scenario.messages().size();
    return Stream.concat(
            scenario.inSendOrder().stream(), workload.subList(sent, workload.size()).stream())
        .map(MessageSpec::key)
        .toList();
  }

  private static OptionalInt maxReceiveCount(QueueSettings queue) {
    return queue.deadLetterQueue() ? OptionalInt.of(queue.maxReceiveCount()) : OptionalInt.empty();
  }

  List<Prediction> predictions() {
    if (predictions.isEmpty()) {
      predictions = Optional.of(Hypotheses.predictAll(heeded));
    }
    return predictions.get();
  }

  /**
   * @param watchedUntil up to which the log was read
   */
  History history(SentLog sent, LogEvidence log, Instant watchedUntil) {
    return history(observations(sent, log.observations()), log.longestLag(), watchedUntil);
  }

  /**
   * All that is on record. What is expected from here on follows from it, too.
   *
   * @param logged what the log events say
   */
  List<Observation> observations(SentLog sent, List<Observation> logged) {
    List<Observation> raw = new ArrayList<>(logged);
    raw.addAll(steps.received());
    List<Observation> observations =
        new ArrayList<>(
            steps
                .firstMove(record.scenario())
                .map(since -> ReturnedMessages.toldApart(raw, since))
                .orElse(raw));
    List<Sent> known = sent.known(observations, record.runId(), steps.firstMove(record.scenario()));
    heed(known);
    observations.addAll(known);
    return observations;
  }

  /**
   * @param observations all that is on record
   * @param lag the longest time that a log event took to become readable
   * @param watchedUntil up to which the log was read
   */
  History history(List<Observation> observations, Duration lag, Instant watchedUntil) {
    History folded = fold.fold(observations).inOrder(order);
    History ended = ended(folded, lag, watchedUntil);
    return CountsLog.neededBy(record.scenario()) ? counted().in(ended, counts.sinceStart()) : ended;
  }

  /**
   * The same when the watch is over: what became of the messages of which no log shows an end, as
   * far as the queues' counts tell.
   *
   * @param watchedUntil up to which the log was read
   */
  History atTheEnd(History watched, Instant watchedUntil) {
    boolean told = CountsLog.neededBy(record.scenario()) || !record.scenario().steps().isEmpty();
    return told ? watched : Unended.in(watched, counts.sinceStart(), watchedUntil);
  }

  private History ended(History folded, Duration lag, Instant watchedUntil) {
    if (!events) {
      return expiry(lag).in(folded, watchedUntil);
    }
    return record.scenario().function().onFailure() == OnFailure.DISCARD
        ? discard(lag).in(folded, watchedUntil)
        : folded;
  }

  private Expiry expiry(Duration lag) {
    return new Expiry(record.scenario().queue().retention(), redrive(), seenBy(lag));
  }

  private Optional<Redrive> redrive() {
    QueueSettings queue = record.scenario().queue();
    return events || !queue.deadLetterQueue()
        ? Optional.empty()
        : Optional.of(
            new Redrive(
                queue.maxReceiveCount(),
                queue.visibilityTimeout(),
                queue.dlqRetention(),
                queue.type() == QueueType.STANDARD,
                record.scenario().mapping().dlqEnabled()));
  }

  private Counted counted() {
    MappingSettings mapping = record.scenario().mapping();
    return new Counted(
        record.conditions().visibilityTimeout(),
        events || mapping.enabled(),
        mapping.dlqEnabled(),
        redrive());
  }

  private Discard discard(Duration lag) {
    FunctionSettings function = record.scenario().function();
    return new Discard(attempts(function), function.maximumEventAge(), seenBy(lag));
  }

  /** With reserved concurrency 0 there is none (async-zero-reserved). */
  private static int attempts(FunctionSettings function) {
    boolean neverRuns = function.reservedConcurrency().equals(OptionalInt.of(0));
    return neverRuns ? 0 : 1 + function.retryAttempts();
  }

  private UnaryOperator<Instant> seenBy(Duration lag) {
    return end -> Evidence.seenBy(end, record.conditions(), lag);
  }

  /**
   * When the last message comes to its end by age alone that may do so, of those that have come to
   * no other end: it expires in the queue, or is given up as an event. Of an event also when
   * another attempt would have come at the latest.
   */
  Optional<Instant> lastExpiry(History history) {
    return events
        ? Stream.concat(lastGivenUp(history).stream(), lastReturn(history).stream())
            .max(Comparator.naturalOrder())
        : lastExpired(history);
  }

  private Optional<Instant> lastReturn(History history) {
    return history.messages().stream()
        .flatMap(message -> message.events(EventType.RECEIVED).stream())
        .map(attempt -> attempt.at().plus(record.conditions().visibilityTimeout()))
        .max(Comparator.naturalOrder());
  }

  /** Where all attempts are sure to be made, an end by age is not to be waited for. */
  private Optional<Instant> lastGivenUp(History history) {
    int most = 1 + record.scenario().function().retryAttempts();
    Set<String> mayAge =
        Judge.decisive(predictions()).stream()
            .flatMap(prediction -> prediction.messages().entrySet().stream())
            .filter(message -> message.getValue().receives().min() < most)
            .filter(message -> !Set.of(Fate.CONSUMED).equals(message.getValue().fates()))
            .filter(message -> !Set.of(Fate.FORWARDED).equals(message.getValue().fates()))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    Discard discard = discard(Duration.ZERO);
    return history.messages().stream()
        .filter(message -> !message.terminal() && mayAge.contains(message.key()))
        .map(discard::lastAttempt)
        .max(Comparator.naturalOrder());
  }

  private Optional<Instant> lastExpired(History history) {
    Set<String> mayExpire =
        predictions().stream()
            .flatMap(prediction -> prediction.messages().entrySet().stream())
            .filter(message -> message.getValue().fates().contains(Fate.EXPIRED))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    Expiry expiry = expiry(Duration.ZERO);
    return history.messages().stream()
        .filter(message -> !message.terminal() && mayExpire.contains(message.key()))
        .map(expiry::of)
        .max(Comparator.naturalOrder());
  }

  /** What follows when is to be expected from what was really done when. */
  private void heed(List<Sent> sent) {
    Scenario asDone = ActualSchedule.of(record, steps, sent);
    if (!asDone.equals(heeded)) {
      heeded = asDone;
      predictions = Optional.empty();
    }
  }

  Assessment assess(History history, LogEvidence log, Watermark watermark) {
    Watch watch = new Watch(predictions(), record.conditions());
    Instant now = watermark.watchedUntil();
    if (!CountsLog.neededBy(record.scenario())) {
      return watch.assess(history, now, log.longestLag());
    }
    Optional<String> uncounted = counted().disagreement(history, counts.sinceStart());
    Assessment assessment = watch.assess(history, now, log.longestLag(), uncounted.isEmpty());
    return uncounted
        .map(why -> assessment.waitingFor(why, counted().next(history, now)))
        .orElse(assessment);
  }

  /** The evidence is complete when nothing is left to wait for and the log then held still. */
  Evidence evidence(
      History history,
      Assessment assessment,
      LogEvidence log,
      Watermark watermark,
      List<LabFailure> failures) {
    boolean all = log.events() >= watermark.logEvents();
    List<String> waitedFor = new ArrayList<>(assessment.waitedFor());
    waitedFor.addAll(Watch.untold(history));
    List<String> missing = steps.missing(record.scenario());
    waitedFor.addAll(missing);
    if (!all) {
      waitedFor.add(
          "%d of the %d log events that were read; raw-logs.ndjson lacks them"
              .formatted(watermark.logEvents() - log.events(), watermark.logEvents()));
    }
    return new Evidence(
        all && missing.isEmpty() && assessment.done(watermark.watchedUntil()) && watermark.still(),
        waitedFor,
        watermark.watchedUntil(),
        log.events(),
        log.events() > Observer.LARGE,
        log.longestLag(),
        record.conditions(),
        record.drift(),
        failures,
        history.unexplainedRuns());
  }

  private List<Finding> remarks(History history) {
    List<Finding> remarks = new ArrayList<>();
    if (CountsLog.neededBy(record.scenario())) {
      counts.sinceStart().map(seen -> counted(history, seen)).ifPresent(remarks::add);
    }
    if (record.target().equals(LocalTarget.NAME)) {
      LocalConcurrency concurrency = LocalConcurrency.of(record.scenario());
      if (concurrency.narrower()) {
        remarks.add(new RunFinding.RanNarrower(concurrency.atATime(), concurrency.available()));
      }
    }
    return remarks;
  }

  private static Finding counted(History history, QueueCounts seen) {
    return new RunFinding.CountedInQueues(
        Duration.between(history.start(), seen.at()), seen.inSource(), seen.inDlq());
  }

  RunReport report(History history, Evidence evidence, String runDirectory) {
    return new RunReport(
        record.scenario(),
        record.target(),
        record.clock(),
        history,
        predictions(),
        evidence,
        new Judge().judge(history, predictions(), evidence, steps.results()).with(remarks(history)),
        runDirectory,
        steps.results());
  }
}
