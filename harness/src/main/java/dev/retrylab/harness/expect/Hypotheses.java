package dev.retrylab.harness.expect;

import dev.retrylab.harness.expect.RuleSet.Async;
import dev.retrylab.harness.scenario.InvalidScenario;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.NearestKey;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The hypotheses that are known. */
public final class Hypotheses {
  /** The id of what AWS documents; the verdict of a run hangs on it. */
  public static final String DOCUMENTED = "documented";

  private static final RuleHypothesis DOCUMENTATION =
      new RuleHypothesis(
          DOCUMENTED,
          "A mapping invokes synchronously: each receive is one run, and after maxReceiveCount"
              + " receives the message goes to the dead-letter queue.",
          RuleSet.documented());

  private static final List<RuleHypothesis> OF_MAPPINGS =
      List.of(
          DOCUMENTATION,
          assuming(
              "async-retries-apply",
              "Each receive that fails is also retried as an asynchronous invocation: errors ="
                  + " receives x (1 + retryAttempts).",
              "the guess that the experiment puts to the test",
              RuleSet.documented().withAsyncRetries(Async.ALWAYS)),
          assuming(
              "visibility-too-short",
              "Asynchronous retries apply once the visibility timeout is longer than their waits"
                  + " of 1 and 3 minutes.",
              "the explanation given in the article",
              RuleSet.documented().withAsyncRetries(Async.WITHIN_VISIBILITY)),
          assuming(
              "no-retry",
              "A message that failed is never run again: it goes to the dead-letter queue after"
                  + " its first receive.",
              "a guess",
              RuleSet.documented().withoutRetries()),
          assuming(
              "count-restarts-in-dlq",
              "The receive count starts again at 1 in the dead-letter queue.",
              "a guess",
              RuleSet.documented().withCountRestartingInDlq()),
          assuming(
              "clock-starts-at-failure",
              "The visibility timeout counts from the failure, not from the receive: a run that"
                  + " hangs puts off its retry.",
              "measured on Floci 1.7.0",
              RuleSet.documented().withClockStartingAtFailure()),
          // While a mapping polls without pause, the queue gives it no chance to differ from
          // documented: only a queue that nobody receives from can tell the two apart.
          assuming(
              "move-in-background",
              "The queue moves a message to the dead-letter queue by itself as soon as its last"
                  + " visibility timeout is over, without a further receive.",
              "a guess",
              RuleSet.documented().believing(Guess.MOVES_IN_BACKGROUND)));

  /** Those that only steps can put to the test. */
  private static final List<RuleHypothesis> OF_STEPS =
      List.of(
          assuming(
              "count-survives-redrive",
              "A message that a move task brings back keeps its receive count, so that its next"
                  + " receive moves it to the dead-letter queue again, without a run.",
              "a guess",
              RuleSet.documented().believing(Guess.COUNT_SURVIVES_REDRIVE)),
          assuming(
              "looking-is-free",
              "Looking at messages, as the console does, does not count towards maxReceiveCount.",
              "a guess",
              RuleSet.documented().believing(Guess.LOOKING_IS_FREE)),
          assuming(
              "dlq-clock-restarts",
              "The retention of a standard queue's message starts anew in the dead-letter queue.",
              "a guess; so in the model of LocalStack, fact ret-model-dlq-age",
              RuleSet.documented().believing(Guess.DLQ_CLOCK_RESTARTS)),
          assuming(
              "dlq-clock-goes-on",
              "The retention of a FIFO queue's message goes on in the dead-letter queue.",
              "a guess",
              RuleSet.documented().believing(Guess.DLQ_CLOCK_GOES_ON)),
          assuming(
              "metrics-count-redrives",
              "NumberOfMessagesSent of a dead-letter queue counts what the redrive policy moves"
                  + " there.",
              "a guess",
              RuleSet.documented().believing(Guess.METRICS_COUNT_REDRIVES)),
          assuming(
              "age-since-sending",
              "ApproximateAgeOfOldestMessage of a dead-letter queue counts from the first"
                  + " sending.",
              "a guess",
              RuleSet.documented().believing(Guess.AGE_COUNTS_FROM_SENDING)),
          assuming(
              "any-dlq-type",
              "A FIFO queue accepts a standard queue as its dead-letter queue.",
              "a guess; so on LocalStack, fact mismatch-sqs-not-validated",
              RuleSet.documented().believing(Guess.ANY_TYPE_OF_DLQ)));

  private static final List<RuleHypothesis> ALL =
      Stream.concat(OF_MAPPINGS.stream(), OF_STEPS.stream()).toList();

  private Hypotheses() {}

  private static RuleHypothesis assuming(String id, String claim, String source, RuleSet rules) {
    return new RuleHypothesis(id, claim, rules.assuming(id, claim, source));
  }

  /** All of them, what is documented first. */
  public static List<Hypothesis> all() {
    return List.copyOf(ALL);
  }

  /** The hypothesis of this id, if it is known. */
  public static Optional<Hypothesis> byId(String id) {
    return ruledBy(id).map(Hypothesis.class::cast);
  }

  private static Optional<RuleHypothesis> ruledBy(String id) {
    return ALL.stream().filter(hypothesis -> hypothesis.id().equals(id)).findFirst();
  }

  /** What is documented, with receives that no function got as a named allowance. */
  public static Hypothesis documentedAllowingPhantomReceives(int most) {
    return new RuleHypothesis(
        DOCUMENTED, DOCUMENTATION.claim(), RuleSet.documented().allowingPhantomReceives(most));
  }

  /**
   * The hypotheses that a scenario asks for. If it asks for none, all, but without steps none that
   * only steps can put to the test. What is documented is always among them, and first.
   *
   * @throws InvalidScenario if one is unknown
   */
  public static List<Hypothesis> of(Scenario scenario) {
    return List.copyOf(asked(scenario));
  }

  private static List<RuleHypothesis> asked(Scenario scenario) {
    if (scenario.hypotheses().isEmpty()) {
      return scenario.steps().isEmpty() ? OF_MAPPINGS : ALL;
    }
    refuseUnknown(scenario.hypotheses());
    List<RuleHypothesis> asked = new ArrayList<>(List.of(DOCUMENTATION));
    scenario.hypotheses().stream()
        .filter(id -> !id.equals(DOCUMENTED))
        .forEach(id -> asked.add(ruledBy(id).orElseThrow()));
    return List.copyOf(asked);
  }

  /** The predictions of {@link #of}, in its order. */
  public static List<Prediction> predictAll(Scenario scenario) {
    Map<RuleSet.Course, Kinds<Situation>> known = new HashMap<>();
    List<Prediction> all =
        asked(scenario).stream().map(asked -> asked.predict(scenario, known)).toList();
    List<MessageSpec> workload = workload(scenario);
    return workload.size() == scenario.messages().size()
        ? all
        : all.stream().map(one -> complete(one, workload)).toList();
  }

  /**
   * The messages of the predictions, in their order: those of the scenario, and behind them what
   * move tasks make under any of its hypotheses.
   */
  public static List<MessageSpec> workload(Scenario scenario) {
    if (scenario.steps().stream().noneMatch(Step.MoveTask.class::isInstance)) {
      return scenario.messages();
    }
    Map<String, MessageSpec> moved = new LinkedHashMap<>();
    asked(scenario).stream()
        .flatMap(hypothesis -> hypothesis.moved(scenario).stream())
        .forEach(message -> moved.putIfAbsent(message.key(), message));
    List<MessageSpec> all = new ArrayList<>(scenario.messages());
    all.addAll(moved.values());
    return all;
  }

  /** With a word on every message that another hypothesis knows. */
  private static Prediction complete(Prediction prediction, List<MessageSpec> workload) {
    Map<String, MessagePrediction> byKey = new HashMap<>();
    prediction.messages().forEach(message -> byKey.put(message.key(), message));
    List<MessagePrediction> messages =
        workload.stream()
            .map(message -> byKey.computeIfAbsent(message.key(), any -> LookedAt.never(message)))
            .toList();
    return new Prediction(
        prediction.hypothesis(), prediction.claim(), messages, prediction.steps());
  }

  private static void refuseUnknown(List<String> ids) {
    List<String> known = ALL.stream().map(Hypothesis::id).toList();
    List<String> problems =
        ids.stream()
            .filter(id -> !known.contains(id))
            .map(
                id ->
                    "hypotheses has %s, which is unknown; did you mean %s?"
                        .formatted(id, NearestKey.of(id, known).orElseThrow()))
            .toList();
    if (!problems.isEmpty()) {
      throw new InvalidScenario(problems);
    }
  }
}
