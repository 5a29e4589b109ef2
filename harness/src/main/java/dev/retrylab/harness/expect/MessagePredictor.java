package dev.retrylab.harness.expect;

import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.timeline.Fate;
import java.time.Duration;
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
  private final int phantoms;
  private final Failures fails;
  private final List<Duration> asyncRetries;
  private final Because because;

  MessagePredictor(Scenario scenario, RuleSet rules, int limit) {
    this.scenario = scenario;
    this.rules = rules;
    this.limit = limit;
    this.throttles = Concurrency.of(scenario).throttles();
    // A receive in the midst of a run, or one whose run is throttled, may be no run of its own.
    boolean anyReceive = BatchCompanions.outlastsVisibility(scenario) || throttles;
    this.phantoms = anyReceive ? limit : rules.phantomReceives();
    this.fails = Failures.in(scenario);
    this.asyncRetries = asyncRetries(scenario, rules);
    this.because = new Because(scenario, rules);
  }

  private static List<Duration> asyncRetries(Scenario scenario, RuleSet rules) {
    List<Duration> all = AsyncRetries.sinceFirstAttempt(scenario.function());
    Duration visibility = scenario.queue().visibilityTimeout();
    return switch (rules.asyncRetries()) {
      case NEVER -> List.of();
      case ALWAYS -> all;
      case WITHIN_VISIBILITY ->
          all.stream().filter(wait -> wait.compareTo(visibility) < 0).toList();
    };
  }

  Outcomes outcomes(MessageSpec message, Interference interference, Times times) {
    int firstSuccess = firstSuccess(message);
    long spoilable = interference.from(firstSuccess) + phantoms;
    return Outcomes.of(
        limit,
        firstSuccess,
        spoilable,
        times,
        scenario.queue().retention(),
        scenario.queue().deadLetterQueue());
  }

  /** The first receive at which it would succeed by itself; one past the limit if there is none. */
  private int firstSuccess(MessageSpec message) {
    return (int) Math.min(1L + fails.upToReceive(message.behaviour()), limit + 1L);
  }

  MessagePrediction predict(Situation situation) {
    MessageSpec message = situation.message();
    Interference interference = situation.interference();
    Times times = situation.times();
    Outcomes outcomes = situation.outcomes();
    IntRange redriven = redriven(outcomes, times);
    DlqArrivals arrivals = arrivals(message, interference, outcomes, redriven);
    return new MessagePrediction(
        message.key(),
        message.userId(),
        receives(outcomes, redriven),
        functionErrors(message, interference, outcomes),
        unprocessed(interference, outcomes),
        fates(message, outcomes, redriven),
        arrivals.receiveCount(),
        arrivals.copies(),
        new EvenSteps(times.first(), times.interval(), outcomes.receives().max()),
        outcomes.deadLettered() ? Optional.of(times.receive(limit + 1)) : Optional.empty(),
        errorsDue(interference, outcomes, times),
        firstSuccess(message) <= limit,
        mayGoUnrun(interference, outcomes),
        because.of(message, interference, outcomes, redriven, situation.waits()));
  }

  /**
   * A receive without a run is proven by a later one that has a run, or by the redriven message. Of
   * a message that is never seen again nothing proves it.
   */
  private IntRange receives(Outcomes outcomes, IntRange redriven) {
    IntRange counted = outcomes.receives();
    boolean seenAtTheEnd =
        outcomes.expired().isEmpty() && (!outcomes.deadLettered() || redriven.min() > 0);
    return seenAtTheEnd
        ? counted
        : new IntRange(Math.max(0, counted.min() - phantoms), counted.max());
  }

  /**
   * Each failed receive is a failed run, or one that gave the message back unprocessed, or one that
   * no function got, where that is allowed.
   */
  private IntRange functionErrors(
      MessageSpec message, Interference interference, Outcomes outcomes) {
    IntRange failed = outcomes.failedReceives();
    int firstSuccess = firstSuccess(message);
    int failingRuns = firstSuccess - 1 + interference.afterActing(firstSuccess, failed.max());
    int min = Math.max(0, failed.min() - phantoms - interference.unprocessed(failed.min()));
    int max = Math.min(failed.max(), failingRuns);
    return new IntRange(Math.min(min, max), max).times(1 + asyncRetries.size());
  }

  /** It may always be alone in its batches. */
  private IntRange unprocessed(Interference interference, Outcomes outcomes) {
    int most = interference.unprocessed(outcomes.failedReceives().max());
    return new IntRange(0, most).times(1 + asyncRetries.size());
  }

  private boolean mayGoUnrun(Interference interference, Outcomes outcomes) {
    return outcomes.deadLettered() && limit <= interference.unprocessed(limit) + (long) phantoms;
  }

  /** How often the redriven message can be seen in the DLQ: not once its retention is over. */
  private IntRange redriven(Outcomes outcomes, Times times) {
    if (!outcomes.deadLettered()) {
      return IntRange.exactly(0);
    }
    if (scenario.queue().type() == QueueType.FIFO) {
      return IntRange.exactly(1);
    }
    // sup-dlq-retention-clock: a standard DLQ counts from the first sending
    Duration retention = scenario.queue().dlqRetention();
    boolean possible = times.receive(limit + 1).compareTo(retention) < 0;
    Duration late = times.receiveLate(limit + 1).plus(times.lateness());
    return new IntRange(late.compareTo(retention) < 0 ? 1 : 0, possible ? 1 : 0);
  }

  private DlqArrivals arrivals(
      MessageSpec message, Interference interference, Outcomes outcomes, IntRange redriven) {
    int count = rules.countRestartsInDlq() ? 1 : limit + 1;
    if (!forwards(message)) {
      return DlqArrivals.redrivenOnly(outcomes, redriven, count);
    }
    DlqArrivals arrivals =
        DlqArrivals.forwarded(outcomes, redriven, count, 1 + asyncRetries.size(), interference);
    return throttles ? arrivals.withCopies(outcomes.receives().max()) : arrivals;
  }

  private static Set<Fate> fates(MessageSpec message, Outcomes outcomes, IntRange redriven) {
    Set<Fate> fates = EnumSet.noneOf(Fate.class);
    if (outcomes.success().isPresent()) {
      fates.add(forwards(message) ? Fate.FORWARDED : Fate.CONSUMED);
    }
    // Gone with the move, it is never in the dead-letter queue.
    if (outcomes.deadLettered() && redriven.max() > 0) {
      fates.add(Fate.DEAD_LETTERED);
    }
    if (outcomes.expired().isPresent() || (outcomes.deadLettered() && redriven.min() == 0)) {
      fates.add(Fate.EXPIRED);
    }
    return fates;
  }

  private static boolean forwards(MessageSpec message) {
    return message.behaviour() instanceof Behaviour.Forward;
  }

  /**
   * When the errors are due if asynchronous retries exist. Left out where others decide how often
   * or when the message is received: the hypothesis says nothing about that.
   */
  private List<Duration> errorsDue(Interference interference, Outcomes outcomes, Times times) {
    IntRange failed = outcomes.failedReceives();
    boolean itsOwn =
        times.first().equals(scenario.queue().delay())
            && failed.isExact()
            && interference.unprocessed(limit) == 0;
    if (rules.asyncRetries() == RuleSet.Async.NEVER || !itsOwn || outcomes.expired().isPresent()) {
      return List.of();
    }
    return IntStream.rangeClosed(1, failed.max())
        .mapToObj(times::receive)
        .flatMap(at -> Stream.concat(Stream.of(at), asyncRetries.stream().map(at::plus)))
        .sorted()
        .toList();
  }
}
