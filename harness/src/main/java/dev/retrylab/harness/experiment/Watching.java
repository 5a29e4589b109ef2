package dev.retrylab.harness.experiment;

import dev.retrylab.harness.expect.Prediction;
import dev.retrylab.harness.judge.Conditions;
import dev.retrylab.harness.judge.Evidence;
import dev.retrylab.harness.judge.Watch;
import dev.retrylab.harness.judge.Watch.Assessment;
import dev.retrylab.harness.observe.LogInterpreter;
import dev.retrylab.harness.observe.Observer;
import dev.retrylab.harness.target.Pace;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.Sent;
import dev.retrylab.harness.timeline.TimelineFold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Polls the logs until the evidence is complete and has held still (rules of evidence 3 to 6), or
 * until no message has come to its end for too long.
 */
final class Watching {
  /** Rule of evidence 4: so many polls in a row must see the same events. */
  private static final int EQUAL_POLLS = 3;

  private final Observer observer;
  private final LogInterpreter interpreter;
  private final TimelineFold fold;
  private final Watch watch;
  private final Conditions conditions;
  private final Pace pace;
  private final Progress progress;
  private final Duration expectedLength;

  Watching(
      Observer observer,
      LogInterpreter interpreter,
      TimelineFold fold,
      List<Prediction> predictions,
      Conditions conditions,
      Pace pace,
      Progress progress) {
    this.observer = observer;
    this.interpreter = interpreter;
    this.fold = fold;
    this.watch = new Watch(predictions, conditions);
    this.conditions = conditions;
    this.pace = pace;
    this.progress = progress;
    this.expectedLength = latest(predictions);
  }

  /** What was seen, and how well. */
  record Outcome(History history, Evidence evidence) {}

  /** Polls once, and shows how far things are. */
  Outcome look(List<Sent> sent, Instant start) {
    observer.poll();
    Instant now = pace.instant();
    History history = history(sent);
    Assessment assessment = watch.assess(history, now, observer.longestLag());
    progress.update(state(history, assessment, start, now));
    return outcome(history, assessment, now, false);
  }

  /** Watches to the end. */
  Outcome toTheEnd(List<Sent> sent, Instant start) throws InterruptedException {
    Instant lastSettled = start;
    int settled = 0;
    while (true) {
      observer.poll();
      Instant now = pace.instant();
      History history = history(sent);
      Assessment assessment = watch.assess(history, now, observer.longestLag());
      Progress.State state = state(history, assessment, start, now);
      progress.update(state);
      lastSettled = state.settled() > settled ? now : lastSettled;
      settled = state.settled();
      boolean still = observer.equalPolls() >= EQUAL_POLLS;
      if (assessment.done(now) && still) {
        return outcome(history, assessment, now, true);
      }
      Instant giveUp = later(lastSettled, start.plus(expectedLength)).plus(pace.patience());
      if (!now.isBefore(giveUp)) {
        return outcome(history, assessment, now, false);
      }
      pace.awaitNews(nextLook(assessment, now, still, giveUp));
    }
  }

  private History history(List<Sent> sent) {
    List<Observation> observations = new ArrayList<>(sent);
    observations.addAll(interpreter.interpret(observer.lines()));
    return fold.fold(observations);
  }

  /** When to look again if nothing comes up before. */
  private Instant nextLook(Assessment assessment, Instant now, boolean still, Instant giveUp) {
    if (assessment.done(now) && !still) {
      return now.plus(pace.settleInterval());
    }
    return assessment.watchUntil().filter(until -> until.isBefore(giveUp)).orElse(giveUp);
  }

  private Outcome outcome(History history, Assessment assessment, Instant now, boolean complete) {
    return new Outcome(
        history,
        new Evidence(
            complete,
            assessment.waitedFor(),
            now,
            observer.lines().size(),
            observer.longestLag(),
            conditions,
            List.of()));
  }

  private static Progress.State state(
      History history, Assessment assessment, Instant start, Instant now) {
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
  private static Duration latest(List<Prediction> predictions) {
    return predictions.stream()
        .flatMap(prediction -> prediction.messages().stream())
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
