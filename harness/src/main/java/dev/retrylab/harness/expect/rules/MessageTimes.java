package dev.retrylab.harness.expect.rules;

import static dev.retrylab.harness.expect.rules.Durations.max;

import dev.retrylab.harness.scenario.FailWithVisibility;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.QueueVisibility;
import dev.retrylab.harness.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** When the messages of a scenario can be received, and when the function comes to them. */
final class MessageTimes {
  /** One long poll (WaitTimeSeconds is at most 20 s, {@code lim-receive}). */
  private static final Duration LONG_POLL = Duration.ofSeconds(20);

  /** So many batches are taken at once by a mapping that has just begun (services-sqs-scaling). */
  private static final int FIRST_BATCHES = 5;

  /** As few as that are taken at a time where little comes (services-sqs-scaling). */
  private static final int FEWEST_AT_A_TIME = 2;

  /** Of the init of a function (lambda-runtime-environment). */
  private static final Duration LONGEST_START = Duration.ofSeconds(10);

  private static final Duration LONGEST_WAIT = Duration.ofDays(14);

  private final Scenario scenario;
  private final RuleSet rules;
  private final int limit;
  private final Duration lateness;
  private final Duration lateRun;
  private final Duration waitForOthers;
  private final RunLengths lengths;

  /** Whether each receive of a message is a run of its own, so that it sets its own next one. */
  private final boolean everyReceiveRuns;

  /** Whether a run may still go on when its message has been received again. */
  private final boolean mayRunBeLate;

  MessageTimes(Scenario scenario, RuleSet rules) {
    this.scenario = scenario;
    this.rules = rules;
    this.limit = rules.believes(Belief.NO_RETRY) ? 1 : limit(scenario);
    Concurrency concurrency = Concurrency.of(scenario);
    this.lateness =
        LONG_POLL
            .plus(scenario.mapping().batchingWindow())
            .plus(concurrency.longestWait(scenario, limit, scenario.queue().retention()));
    Duration throttled =
        concurrency.throttles() ? scenario.queueVisibility().longest() : Duration.ZERO;
    this.lateRun = scenario.function().timeout().plus(throttled);
    this.waitForOthers = waitForOthers();
    this.lengths = RunLengths.in(scenario);
    this.mayRunBeLate = concurrency.throttles() || BatchCompanions.outlastsVisibility(scenario);
    this.everyReceiveRuns =
        scenario.mapping().batchSize() == 1 && rules.phantomReceives() == 0 && !mayRunBeLate;
  }

  /**
   * How often a message may be received; without a dead-letter queue, more than there is time for.
   */
  int limit() {
    return limit;
  }

  private static int limit(Scenario scenario) {
    QueueSettings queue = scenario.queue();
    if (queue.deadLetterQueue()) {
      return queue.maxReceiveCount();
    }
    return (int) queue.retention().dividedBy(scenario.shortestVisibility()) + 2;
  }

  /**
   * How long a message that is visible may wait while the function works on the others: with more
   * of them than are taken at once, as long as all their work takes.
   */
  private Duration waitForOthers() {
    if (scenario.messages().size() <= FIRST_BATCHES) {
      return Duration.ZERO;
    }
    double work = 0;
    Duration timeout = scenario.function().timeout();
    for (MessageSpec message : scenario.messages()) {
      boolean hangs = Failures.lastsUntilTimeout(message.behaviour());
      Duration run = hangs ? timeout : message.duration().plus(RunLengths.overhead(scenario));
      work += (double) run.toMillis() * limit / FEWEST_AT_A_TIME;
    }
    return work >= LONGEST_WAIT.toMillis() ? LONGEST_WAIT : Duration.ofMillis((long) work);
  }

  /**
   * When a message can be received, since it was sent.
   *
   * @param blockedUntil the lower bound of the time until which others of its group are before it
   * @param blockedAtMost by when they are taken to be gone
   */
  ReceiveTimes of(MessageSpec message, Duration blockedUntil, Duration blockedAtMost) {
    Duration delay = scenario.queue().delay();
    QueueVisibility visibility = scenario.queueVisibility(message);
    Intervals soonest = Intervals.constant(visibility.shortest());
    Intervals latest = Intervals.constant(visibility.longest());
    if (message.behaviour() instanceof FailWithVisibility own) {
      soonest = soonest(own, message, visibility.shortest());
      latest = latest(own, visibility.longest());
    }
    if (rules.believes(Belief.CLOCK_STARTS_AT_FAILURE)) {
      Duration run =
          Failures.lastsUntilTimeout(message.behaviour())
              ? scenario.function().timeout()
              : message.duration();
      soonest = soonest.plus(run);
      latest = latest.plus(run);
    }
    return new ReceiveTimes(
        max(delay, blockedUntil),
        max(delay, blockedAtMost).plus(lateness),
        soonest,
        latest,
        lateness,
        overlaps(message));
  }

  /**
   * Whether a message may be received again in the midst of a run: collecting its batch and running
   * that can take longer than it stays hidden. One that is alone in its batches needs no more than
   * its own time; what the start of the function takes comes on top (lambda-runtime-environment).
   */
  boolean overlaps(MessageSpec message) {
    QueueVisibility visibility = scenario.queueVisibility(message);
    if (!BatchCompanions.outlasts(scenario, visibility)) {
      return false;
    }
    boolean ownTime =
        scenario.mapping().batchSize() == 1
            && !Failures.lastsUntilTimeout(message.behaviour())
            && !lengths.mayTimeOut(message);
    Duration own = LONGEST_START.plus(message.duration()).plus(RunLengths.overhead(scenario));
    return !ownTime || own.compareTo(visibility.shortest()) > 0;
  }

  /** When the function comes to the message, since it was sent. */
  ReceiveTimes runs(ReceiveTimes receives) {
    return receives.later(lateRun, waitForOthers);
  }

  /**
   * The run takes its time, and only then the visibility timeout that it sets begins; one that is
   * late sets that of the receive after its own (vis-old-handle-still-controls), and one that times
   * out sets none.
   */
  private Intervals soonest(FailWithVisibility own, MessageSpec message, Duration visibility) {
    boolean alwaysSets = everyReceiveRuns && !lengths.mayTimeOut(message);
    return intervals(
        own,
        set -> {
          Duration back = mayRunBeLate ? set : set.plus(message.duration());
          return alwaysSets || back.compareTo(visibility) < 0 ? back : visibility;
        });
  }

  private Intervals latest(FailWithVisibility own, Duration visibility) {
    return intervals(own, set -> max(set.plus(scenario.function().timeout()), visibility));
  }

  private static Intervals intervals(FailWithVisibility own, UnaryOperator<Duration> bound) {
    List<Duration> growing = new ArrayList<>();
    for (int receive = 1; own.atReceive(receive).compareTo(own.most()) < 0; receive++) {
      growing.add(bound.apply(own.atReceive(receive)));
    }
    return new Intervals(growing, bound.apply(own.most()));
  }
}
