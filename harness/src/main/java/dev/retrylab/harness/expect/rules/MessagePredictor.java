package dev.retrylab.harness.expect.rules;

import static dev.retrylab.harness.expect.rules.Durations.max;
import static dev.retrylab.harness.expect.rules.Durations.min;

import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.PossibleExpiry;
import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.timeline.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Turns the ways in which one message can end into its prediction. */
final class MessagePredictor {
  private final Scenario scenario;
  private final RuleSet rules;
  private final int limit;
  private final boolean throttles;
  private final ThrottledInDlq inDlq;
  private final List<Duration> asyncRetries;
  private final AppliedRules because;

  MessagePredictor(Scenario scenario, RuleSet rules, int limit) {
    this.scenario = scenario;
    this.rules = rules;
    this.limit = limit;
    this.throttles = Concurrency.of(scenario).throttles();
    this.inDlq = ThrottledInDlq.of(scenario, limit);
    this.asyncRetries = asyncRetries(scenario, rules);
    this.because = new AppliedRules(scenario, rules);
  }

  private static List<Duration> asyncRetries(Scenario scenario, RuleSet rules) {
    List<Duration> all = AsyncRetries.sinceFirstAttempt(scenario.function());
    Duration visibility = scenario.queue().visibilityTimeout();
    if (rules.believes(Belief.VISIBILITY_TOO_SHORT)) {
      return all.stream().filter(wait -> wait.compareTo(visibility) < 0).toList();
    }
    return rules.believes(Belief.ASYNC_RETRIES_APPLY) ? all : List.of();
  }

  /** A receive in the midst of a run, or one whose run is throttled, may be no run of its own. */
  private int phantoms(ReceiveTimes times) {
    return times.overlaps() || throttles ? limit : rules.phantomReceives();
  }

  PossibleEnds ends(OwnFailures own, SpoiledReceives spoiled, ReceiveTimes times) {
    int firstSuccess = firstSuccess(own);
    long spoilable =
        spoiled.from(firstSuccess, own.perhaps())
            + phantoms(times)
            + own.afterFirstSuccess(mayBeSpoilt(own, spoiled, times));
    return PossibleEnds.of(
        limit,
        firstSuccess,
        spoilable,
        times,
        scenario.queue().retention(),
        scenario.queue().deadLetterQueue());
  }

  /** The first receive at which it would succeed by itself; one past the limit if there is none. */
  private int firstSuccess(OwnFailures own) {
    return (int) Math.min(1L + own.surely(), limit + 1L);
  }

  /** Whether a receive at which it would succeed can come to nothing. */
  private boolean mayBeSpoilt(OwnFailures own, SpoiledReceives spoiled, ReceiveTimes times) {
    return phantoms(times) > 0 || spoiled.from(firstSuccess(own), own.perhaps()) > 0;
  }

  /**
   * @param own at which receives it fails by its own fault
   * @param ends the ways in which the message can end
   * @param waits whether earlier messages of its group can make it wait
   */
  MessagePrediction predict(
      Behaviour behaviour,
      OwnFailures own,
      SpoiledReceives spoiled,
      ReceiveTimes times,
      PossibleEnds ends,
      boolean waits) {
    IntRange moved = moved(ends, times);
    DlqArrivals arrivals = arrivals(behaviour, spoiled, ends, moved, times);
    return new MessagePrediction(
        receives(ends, moved, times),
        functionErrors(own, spoiled, ends, times),
        unprocessed(spoiled, ends),
        fates(behaviour, ends, moved),
        arrivals.receiveCount(),
        arrivals.copies(),
        times.receives(ends.receives().max()),
        ends.deadLettered() ? Optional.of(times.receive(limit + 1)) : Optional.empty(),
        errorsDue(spoiled, ends, times),
        expiries(ends, moved, times),
        triedFor(spoiled, times),
        firstSuccess(own) <= limit,
        mayGoUnrun(spoiled, ends, times),
        because.of(behaviour, spoiled, ends, moved, times.overlaps(), waits));
  }

  /**
   * A receive without a run is proven by a later one that has a run, or by the moved message. Of a
   * message that is never seen again nothing proves it.
   */
  private IntRange receives(PossibleEnds ends, IntRange moved, ReceiveTimes times) {
    IntRange counted = ends.receives();
    boolean seenAtTheEnd = ends.expired().isEmpty() && (!ends.deadLettered() || moved.min() > 0);
    return seenAtTheEnd
        ? counted
        : new IntRange(Math.max(0, counted.min() - phantoms(times)), counted.max());
  }

  /**
   * Each failed receive is a failed run, or one that gave the message back unprocessed, or one that
   * no function got, where that is allowed.
   */
  private IntRange functionErrors(
      OwnFailures own, SpoiledReceives spoiled, PossibleEnds ends, ReceiveTimes times) {
    IntRange failed = ends.failedReceives();
    int firstSuccess = firstSuccess(own);
    int failingRuns =
        firstSuccess
            - 1
            + spoiled.afterActing(firstSuccess, failed.max())
            + own.afterFirstSuccess(mayBeSpoilt(own, spoiled, times));
    int min = Math.max(0, failed.min() - phantoms(times) - spoiled.unprocessed(failed.min()));
    int max = Math.min(failed.max(), failingRuns);
    return new IntRange(Math.min(min, max), max).times(1 + asyncRetries.size());
  }

  /** It may always be alone in its batches. */
  private IntRange unprocessed(SpoiledReceives spoiled, PossibleEnds ends) {
    int most = spoiled.unprocessed(ends.failedReceives().max());
    return new IntRange(0, most).times(1 + asyncRetries.size());
  }

  private boolean mayGoUnrun(SpoiledReceives spoiled, PossibleEnds ends, ReceiveTimes times) {
    return ends.deadLettered() && unrun(spoiled, times) == limit;
  }

  /**
   * How many of its receives may come to nothing before a run reaches it. One in the midst of a run
   * has that run before it.
   */
  private int unrun(SpoiledReceives spoiled, ReceiveTimes times) {
    int withoutRun =
        times.overlaps() && !throttles ? limit - 1 + rules.phantomReceives() : phantoms(times);
    return (int) Math.min(limit, spoiled.unprocessed(limit) + (long) withoutRun);
  }

  /**
   * By the number of receives, or by retention: the last run before it is over comes one wait
   * sooner at the most, or as many more as receives can come to nothing. A batching window may hold
   * up the first run, and not the last.
   */
  Duration triedFor(SpoiledReceives spoiled, ReceiveTimes times) {
    int unrun = unrun(spoiled, times);
    if (limit - unrun < 2) {
      return Duration.ZERO;
    }
    Duration byReceives = times.soonest().sum(limit - unrun - 1);
    Duration longestWait = times.latest().plus(times.lateness()).then();
    Duration byRetention =
        scenario
            .queue()
            .retention()
            .minus(times.firstLate())
            .minus(longestWait.multipliedBy(1L + unrun));
    Duration tried = min(byReceives, byRetention).minus(scenario.mapping().batchingWindow());
    return max(tried, Duration.ZERO);
  }

  /** How often the moved message can be seen in the DLQ: not once its retention is over. */
  private IntRange moved(PossibleEnds ends, ReceiveTimes times) {
    if (!ends.deadLettered()) {
      return IntRange.exactly(0);
    }
    if (scenario.queue().type() == QueueType.FIFO) {
      return new IntRange(inDlq.unseen() ? 0 : 1, 1);
    }
    // sup-dlq-retention-clock: a standard DLQ counts from the first sending
    Duration retention = scenario.queue().dlqRetention();
    boolean possible = times.receive(limit + 1).compareTo(retention) < 0;
    Duration late = times.receiveLate(limit + 1).plus(times.lateness()).plus(inDlq.longest());
    return new IntRange(late.compareTo(retention) < 0 ? 1 : 0, possible ? 1 : 0);
  }

  private DlqArrivals arrivals(
      Behaviour behaviour,
      SpoiledReceives spoiled,
      PossibleEnds ends,
      IntRange moved,
      ReceiveTimes times) {
    int count = rules.believes(Belief.COUNT_RESTARTS_IN_DLQ) ? 1 : limit + 1;
    DlqArrivals arrivals =
        forwards(behaviour)
            ? DlqArrivals.forwarded(ends, moved, count, 1 + asyncRetries.size(), spoiled)
            : DlqArrivals.movedOnly(ends, moved, count);
    boolean again = forwards(behaviour) && (times.overlaps() || throttles);
    return (again ? arrivals.withCopies(ends.receives().max()) : arrivals).throttled(inDlq);
  }

  private static Set<Fate> fates(Behaviour behaviour, PossibleEnds ends, IntRange moved) {
    Set<Fate> fates = EnumSet.noneOf(Fate.class);
    if (ends.success().isPresent()) {
      fates.add(forwards(behaviour) ? Fate.FORWARDED : Fate.CONSUMED);
    }
    // Gone with the move, it is never in the dead-letter queue.
    if (ends.deadLettered() && moved.max() > 0) {
      fates.add(Fate.DEAD_LETTERED);
    }
    if (ends.expired().isPresent() || (ends.deadLettered() && moved.min() == 0)) {
      fates.add(Fate.EXPIRED);
    }
    return fates;
  }

  private List<PossibleExpiry> expiries(PossibleEnds ends, IntRange moved, ReceiveTimes times) {
    List<PossibleExpiry> expiries = new ArrayList<>();
    if (ends.expired().isPresent()) {
      expiries.add(PossibleExpiry.inSource(scenario.queue()));
    }
    if (ends.deadLettered() && moved.min() == 0) {
      expiries.add(PossibleExpiry.inDlq(scenario.queue(), times.receive(limit + 1)));
    }
    return expiries;
  }

  private static boolean forwards(Behaviour behaviour) {
    return behaviour instanceof Behaviour.Forward;
  }

  /**
   * When the errors are due if asynchronous retries exist. Left out where others decide how often
   * or when the message is received: the hypothesis says nothing about that.
   */
  private List<Duration> errorsDue(SpoiledReceives spoiled, PossibleEnds ends, ReceiveTimes times) {
    IntRange failed = ends.failedReceives();
    boolean believed =
        rules.believes(Belief.ASYNC_RETRIES_APPLY) || rules.believes(Belief.VISIBILITY_TOO_SHORT);
    boolean itsOwn =
        times.first().equals(scenario.queue().delay())
            && failed.exact()
            && spoiled.unprocessed(limit) == 0;
    if (!believed || !itsOwn || ends.expired().isPresent()) {
      return List.of();
    }
    return IntStream.rangeClosed(1, failed.max())
        .mapToObj(times::receive)
        .flatMap(at -> Stream.concat(Stream.of(at), asyncRetries.stream().map(at::plus)))
        .sorted()
        .toList();
  }
}
