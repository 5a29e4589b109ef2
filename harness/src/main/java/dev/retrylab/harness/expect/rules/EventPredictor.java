package dev.retrylab.harness.expect.rules;

import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.PossibleExpiry;
import dev.retrylab.harness.expect.prediction.Rule;
import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.FunctionSettings;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.OnFailure;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.timeline.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Predicts direct asynchronous invocations: an event is attempted once, and up to {@code
 * retryAttempts} times more as long as it is not too old. Attempts stand where a mapping has
 * receives.
 */
final class EventPredictor {
  // async-default-total-time: both waits together were a little less than their 180 s
  private static final Duration SHORT_WAIT = Duration.ofSeconds(3);

  /** How much later than its wait an attempt is taken to come, where the event's age is near. */
  private static final Duration LATE = Duration.ofSeconds(20);

  /** The longest back-off of a throttled event (Lambda: up to 5 min). */
  private static final Duration BACK_OFF = Duration.ofMinutes(5);

  // async-delays-1min-2min
  private static final List<Duration> WAITS =
      List.of(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(2));

  private static final Failures FAILURES = Failures.ofEvents();

  private final QueueSettings queue;
  private final FunctionSettings function;
  private final RuleSet rules;
  private final Concurrency concurrency;
  private final Duration throttled;
  private final ThrottledInDlq inDlq;

  EventPredictor(Scenario scenario, RuleSet rules) {
    this.queue = scenario.queue();
    this.function = scenario.function();
    this.rules = rules;
    this.concurrency = Concurrency.of(scenario);
    Duration busy =
        concurrency.longestWait(
            scenario, 1L + function.retryAttempts(), function.maximumEventAge());
    boolean waits = concurrency.throttles() && !concurrency.forbidsRuns();
    this.inDlq = ThrottledInDlq.of(scenario, 1L + function.retryAttempts());
    this.throttled = waits ? busy.plus(BACK_OFF) : Duration.ZERO;
  }

  /** How many attempts can fail and whether one can succeed. */
  private record Attempts(IntRange made, IntRange failed, boolean succeeds, boolean givenUp) {}

  MessagePrediction predict(MessageSpec message) {
    Attempts attempts = attempts(message);
    boolean forwards = message.behaviour() instanceof Behaviour.Forward;
    boolean kept = function.onFailure() != OnFailure.DISCARD;
    IntRange copies =
        new IntRange(
            copies(
                inDlq.unseen()
                    || (attempts.givenUp() && !kept)
                    || (attempts.succeeds() && !forwards)),
            (attempts.givenUp() && kept) || (attempts.succeeds() && forwards) ? 1 : 0);
    return new MessagePrediction(
        attempts.made(),
        attempts.failed(),
        IntRange.exactly(0),
        fates(attempts, forwards, kept),
        copies.max() > 0 ? Optional.of(inDlq.counts(1)) : Optional.empty(),
        copies,
        earliest(message.behaviour(), attempts.made().max()),
        attempts.givenUp() && kept
            ? Optional.of(ends(message.behaviour(), attempts.made().min()))
            : Optional.empty(),
        List.of(),
        mayGoUnseen(attempts, kept)
            ? List.of(PossibleExpiry.inDlq(queue, ends(message.behaviour(), attempts.made().min())))
            : List.of(),
        triedFor(message.behaviour()),
        FAILURES.upToReceive(message) <= function.retryAttempts(),
        /* mayGoUnrun= */ attempts.givenUp() && kept && attempts.made().min() == 0,
        because(attempts, forwards));
  }

  /** Whether what keeps the event may expire before the throttled consumer there sees it. */
  private boolean mayGoUnseen(Attempts attempts, boolean kept) {
    return inDlq.unseen() && kept && attempts.givenUp();
  }

  private static int copies(boolean mayLackOne) {
    return mayLackOne ? 0 : 1;
  }

  private Attempts attempts(MessageSpec message) {
    Behaviour behaviour = message.behaviour();
    int most = most();
    int possible = 0;
    for (int i = 0; i < most; i++) {
      possible += begins(behaviour, i).compareTo(function.maximumEventAge()) <= 0 ? 1 : 0;
    }
    int sure = sureAttempts();
    long firstSuccess = 1L + FAILURES.upToReceive(message);
    int made = (int) Math.min(firstSuccess, possible);
    boolean succeeds = firstSuccess <= possible;
    int failed = succeeds ? made - 1 : made;
    return new Attempts(
        new IntRange(Math.min(sure, made), made),
        new IntRange(Math.min(sure, failed), failed),
        succeeds,
        firstSuccess > sure);
  }

  /** How many attempts there are at the most. */
  private int most() {
    return concurrency.forbidsRuns()
        ? 0
        : 1 + (!rules.believes(Belief.NO_RETRY) ? function.retryAttempts() : 0);
  }

  /** How many attempts, all of which fail, are made in any case. */
  private int sureAttempts() {
    return (int)
        IntStream.range(0, most())
            .filter(i -> beginsLate(i).compareTo(function.maximumEventAge()) < 0)
            .count();
  }

  private Duration triedFor(Behaviour behaviour) {
    int attempts = sureAttempts();
    return attempts == 0 ? Duration.ZERO : begins(behaviour, attempts - 1);
  }

  /** The lower bound of the beginning of an attempt, the first being number 0. */
  private Duration begins(Behaviour behaviour, int number) {
    boolean hangs = Failures.lastsUntilTimeout(behaviour);
    Duration at = Duration.ZERO;
    for (int i = 1; i <= number; i++) {
      Duration run = hangs ? function.timeout() : Duration.ZERO;
      at = at.plus(run).plus(WAITS.get(i)).minus(SHORT_WAIT);
    }
    return at;
  }

  /** By when an attempt is taken to begin. */
  private Duration beginsLate(int number) {
    Duration at = throttled;
    for (int i = 1; i <= number; i++) {
      at = at.plus(function.timeout()).plus(WAITS.get(i)).plus(LATE).plus(throttled);
    }
    return at;
  }

  private List<Duration> earliest(Behaviour behaviour, int attempts) {
    return IntStream.range(0, attempts).mapToObj(i -> begins(behaviour, i)).toList();
  }

  /** The lower bound of the time at which so many attempts are over; the event is kept then. */
  private Duration ends(Behaviour behaviour, int attempts) {
    return attempts == 0 ? Duration.ZERO : begins(behaviour, attempts - 1);
  }

  private Set<Fate> fates(Attempts attempts, boolean forwards, boolean kept) {
    Set<Fate> fates = EnumSet.noneOf(Fate.class);
    if (attempts.succeeds()) {
      fates.add(forwards ? Fate.FORWARDED : Fate.CONSUMED);
    }
    if (attempts.givenUp()) {
      fates.add(kept ? Fate.DEAD_LETTERED : Fate.DISCARDED);
    }
    if (mayGoUnseen(attempts, kept)) {
      fates.add(Fate.EXPIRED);
    }
    return fates;
  }

  private List<Rule> ofAttempts(Attempts attempts) {
    if (concurrency.forbidsRuns()) {
      return List.of(DocumentedRules.EVENT_NEVER_RUNS);
    }
    List<Rule> applied = new ArrayList<>(List.of(DocumentedRules.EVENT_ATTEMPTS));
    if (!attempts.made().exact()) {
      applied.add(DocumentedRules.EVENT_AGE);
    }
    if (concurrency.throttles()) {
      applied.add(DocumentedRules.EVENT_THROTTLE);
    }
    if (concurrency.throttlesByAccount()) {
      applied.add(DocumentedRules.ACCOUNT_CONCURRENCY);
    }
    return applied;
  }

  private List<Rule> because(Attempts attempts, boolean forwards) {
    List<Rule> applied = new ArrayList<>();
    rules.belief().map(Belief::rule).ifPresent(applied::add);
    applied.addAll(ofAttempts(attempts));
    if (forwards) {
      applied.add(DocumentedRules.OWN_COPY);
    }
    if (attempts.givenUp()) {
      applied.add(
          switch (function.onFailure()) {
            case DISCARD -> DocumentedRules.EVENT_DISCARDED;
            case DESTINATION -> DocumentedRules.EVENT_DESTINATION;
            case DEAD_LETTER_QUEUE -> DocumentedRules.EVENT_DLQ;
          });
    }
    return applied;
  }
}
