package dev.retrylab.harness.experiment;

import dev.retrylab.harness.deployment.TargetClock;
import dev.retrylab.harness.judge.Watch.Assessment;
import dev.retrylab.harness.judge.evidence.Evidence;
import dev.retrylab.harness.observe.LogEvidence;
import dev.retrylab.harness.observe.LogEvidenceReader;
import dev.retrylab.harness.observe.LogLine;
import dev.retrylab.harness.observe.LogSource;
import dev.retrylab.harness.observe.LoggedUsage;
import dev.retrylab.harness.observe.Observer;
import dev.retrylab.harness.store.RawLogFile;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.store.Watermark;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.LabFailure;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Polls the logs until the evidence is complete and some polls in a row have seen the same, or
 * until no message has come to its end for too long. It is complete once each message has come to
 * its end without a gap in its receive counts, and whatever did not come would have been seen by
 * now.
 */
final class Watching {
  private final Observer observer;
  private final RunAnalysis analysis;
  private final SentLog sent;
  private final RunDirectory directory;
  private final TargetClock pace;
  private final Progress progress;
  private final Instant start;
  private final Runnable besides;
  private final Supplier<List<LabFailure>> failures;
  private final RawLogFile rawLog;
  private final LogEvidenceReader digestion = new LogEvidenceReader();
  private Instant watchedUntil;
  private Instant lastPoll;
  private int knownFailures;

  /** What the history was last made of, and that history. */
  private List<Observation> foldedFrom;

  private History folded;

  /**
   * @param besides is done with each poll of the logs, to find out what they do not tell
   * @param failures what has failed inside the lab so far; the list only grows
   */
  Watching(
      LogSource source,
      RunAnalysis analysis,
      SentLog sent,
      RunDirectory directory,
      TargetClock pace,
      Progress progress,
      Instant start,
      Runnable besides,
      Supplier<List<LabFailure>> failures) {
    this.analysis = analysis;
    this.sent = sent;
    this.directory = directory;
    this.pace = pace;
    this.progress = progress;
    this.start = start;
    this.besides = besides;
    this.failures = failures;
    this.foldedFrom = List.of();
    this.folded = analysis.folded(foldedFrom);
    this.rawLog = new RawLogFile(directory);
    this.observer = new Observer(source, start, this::keep);
    this.watchedUntil = start;
    this.lastPoll = start;
    rawLog.read(
        line -> {
          observer.remember(line);
          digestion.add(line);
        });
  }

  /** It is on disk before anything is concluded from it. */
  private void keep(List<LogLine> lines) {
    rawLog.append(lines);
    lines.forEach(digestion::add);
  }

  /** What was seen, how well, and what it used. */
  record Result(History history, Evidence evidence, LoggedUsage usage) {}

  /** What one poll has shown. */
  record Poll(
      History history,
      LogEvidence log,
      Assessment assessment,
      Watermark watermark,
      Progress.State state) {}

  /** Is told after each poll, and may act. */
  interface AfterPoll {
    /** Gives whether it did anything that begins the wait anew. */
    boolean polled(Poll poll);
  }

  /** Whether anything has failed inside the lab, so that there is nothing left to wait for. */
  boolean labFailed() {
    return knownFailures > 0;
  }

  /** Polls once, and shows how far things are. */
  Poll poll() {
    keepFailures();
    Instant before = pace.instant();
    // A poll tells of the time at which it began; one that failed tells nothing.
    watchedUntil = observer.poll() ? before : watchedUntil;
    Watermark watermark = new Watermark(watchedUntil, observer.events(), observer.equalPolls());
    watermark.write(directory);
    besides.run();
    LogEvidence log = digestion.digest();
    History history = analysis.history(folded(log), log.longestLag(), watchedUntil);
    Assessment assessment = analysis.assess(history, log, watermark);
    Progress.State state = state(history, assessment, watermark.watchedUntil());
    progress.update(state);
    lastPoll = pace.instant();
    return new Poll(history, log, assessment, watermark, state);
  }

  /** Made anew only where there is news. */
  private History folded(LogEvidence log) {
    List<Observation> observations = analysis.observations(sent, log.observations());
    if (!observations.equals(foldedFrom)) {
      folded = analysis.folded(observations);
      foldedFrom = observations;
    }
    return folded;
  }

  /**
   * Waits for news, and no longer than to the deadline; gives whether there may be enough for a
   * poll.
   */
  boolean awaitNews(Instant deadline) throws InterruptedException {
    return pace.awaitNews(deadline, lastPoll);
  }

  /** Watches to the end; gives the last poll. */
  Poll toTheEnd(AfterPoll afterPoll) throws InterruptedException {
    Instant lastSettled = pace.instant();
    int settled = 0;
    while (true) {
      Poll poll = poll();
      Instant now = pace.instant();
      boolean progressed = afterPoll.polled(poll) || poll.state().settled() > settled;
      lastSettled = progressed ? now : lastSettled;
      settled = poll.state().settled();
      Instant giveUp = later(lastSettled, lastExpected(poll)).plus(pace.patience());
      if (over(poll, now, giveUp)) {
        return poll;
      }
      awaitNews(nextPoll(poll, now, giveUp));
    }
  }

  /**
   * Until when to go on in any case: what is expected takes its time, and so does listening to the
   * silence after it, which a long visibility timeout makes long.
   */
  private Instant lastExpected(Poll poll) {
    Instant silence =
        poll.assessment().watchUntil().filter(until -> poll.assessment().complete()).orElse(start);
    Instant expiry = analysis.lastExpiry(poll.history()).orElse(start);
    return later(start.plus(expectedLength()), later(silence, expiry));
  }

  /** Also what is incomplete must have held still; but a log that cannot be read never does. */
  private boolean over(Poll poll, Instant now, Instant giveUp) {
    if (!now.isBefore(giveUp.plus(pace.patience()))) {
      return true;
    }
    boolean ended = labFailed() || atEnd(poll, now, giveUp);
    if (ended && poll.watermark().still() && !observer.hasReadAll()) {
      observer.readAllNext();
      return false;
    }
    return ended && poll.watermark().still();
  }

  private boolean atEnd(Poll poll, Instant now, Instant giveUp) {
    return poll.assessment().done(watchedUntil) || !now.isBefore(giveUp);
  }

  /** What the last poll comes to, together with what the queues count at the end. */
  Result outcome(Poll poll) {
    keepFailures();
    History history = analysis.atTheEnd(poll.history(), poll.watermark().watchedUntil());
    return new Result(
        history,
        analysis.evidence(
            history,
            analysis.assess(history, poll.log(), poll.watermark()),
            poll.log(),
            poll.watermark(),
            directory.readLines(RunFile.FAILURES, LabFailure.class)),
        poll.log().usage());
  }

  private void keepFailures() {
    List<LabFailure> all = failures.get();
    all.stream()
        .skip(knownFailures)
        .forEach(failure -> directory.append(RunFile.FAILURES, failure));
    knownFailures = all.size();
  }

  /** When to look again if nothing comes up before. */
  private Instant nextPoll(Poll poll, Instant now, Instant giveUp) {
    if (labFailed() || atEnd(poll, now, giveUp)) {
      return now.plus(pace.confirmationInterval());
    }
    Instant next =
        poll.assessment().watchUntil().filter(until -> until.isBefore(giveUp)).orElse(giveUp);
    // The poll of a moment ago may have begun before that time.
    return next.isAfter(now) ? next : now.plus(pace.confirmationInterval());
  }

  private Progress.State state(History history, Assessment assessment, Instant now) {
    List<MessageHistory> messages = history.messages();
    return new Progress.State(
        messages.size(),
        (int) messages.stream().filter(MessageHistory::terminal).count(),
        messages.stream().mapToInt(message -> message.events(EventType.RECEIVED).size()).sum(),
        start,
        now,
        assessment.nextExpected(),
        assessment.watchUntil());
  }

  /** The latest time that any hypothesis names. */
  private Duration expectedLength() {
    return analysis.predictions().stream()
        .flatMap(prediction -> prediction.messages().values().stream().distinct())
        .flatMap(
            message ->
                Stream.concat(
                    Stream.concat(message.earliest().stream(), message.errorsDue().stream()),
                    message.deadLetteredNotBefore().stream()))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
