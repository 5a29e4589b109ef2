package dev.retrylab.harness.expect;

import dev.retrylab.harness.expect.RuleSet.Async;
import dev.retrylab.harness.scenario.InvalidScenario;
import dev.retrylab.harness.scenario.NearestKey;
import dev.retrylab.harness.scenario.Scenario;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  private static final List<RuleHypothesis> ALL =
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
              RuleSet.documented()));

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
   * The hypotheses that a scenario asks for, or all if it asks for none; what is documented is
   * always among them, and first.
   *
   * @throws InvalidScenario if one is unknown
   */
  public static List<Hypothesis> of(Scenario scenario) {
    return List.copyOf(asked(scenario));
  }

  private static List<RuleHypothesis> asked(Scenario scenario) {
    if (scenario.hypotheses().isEmpty()) {
      return ALL;
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
    return asked(scenario).stream().map(asked -> asked.predict(scenario, known)).toList();
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
