package dev.retrylab.harness.expect;

import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.expect.rules.Belief;
import dev.retrylab.harness.expect.rules.Predictor;
import dev.retrylab.harness.expect.rules.RuleSet;
import dev.retrylab.harness.expect.rules.step.StepPredictor;
import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Trigger;
import java.util.List;
import java.util.Optional;

/**
 * A belief about retries that predicts something for every scenario.
 *
 * @param id short name, lower-case with hyphens, as scenario files use it
 * @param claim what it says, in one sentence
 * @param rules that it takes to hold
 */
public record Hypothesis(String id, String claim, RuleSet rules) {
  private static final String OF_MAPPINGS =
      "A mapping invokes synchronously: each receive is one run, and after maxReceiveCount receives"
          + " the message goes to the dead-letter queue.";
  private static final String OF_EVENTS =
      "An asynchronous invocation that fails is attempted again one minute later, and two minutes"
          + " after that, as often as retryAttempts allows; then it goes where onFailure says.";

  /**
   * What AWS documents.
   *
   * @param phantomReceives how many receives of a message may be counted that no function got
   */
  static Hypothesis documented(int phantomReceives) {
    return new Hypothesis(
        Hypotheses.DOCUMENTED, OF_MAPPINGS, new RuleSet(Optional.empty(), phantomReceives));
  }

  /** What is documented, but for one belief. */
  static Hypothesis of(Belief belief) {
    return new Hypothesis(
        belief.rule().id(), belief.rule().statement(), new RuleSet(Optional.of(belief), 0));
  }

  /** What would be observed if it were true. */
  public Prediction predict(Scenario scenario) {
    if (!goesBeyondMapping(scenario)) {
      return new Prediction(
          id, claim(scenario), new Predictor(scenario, rules).predict(), List.of());
    }
    StepPredictor predictor = new StepPredictor(scenario, rules);
    return new Prediction(id, claim(scenario), predictor.messages(), predictor.steps());
  }

  /** What move tasks would make, beyond the messages of the scenario. */
  List<MessageSpec> moved(Scenario scenario) {
    return goesBeyondMapping(scenario) ? new StepPredictor(scenario, rules).moved() : List.of();
  }

  /** Whether the harness does more than to send to a mapping that polls. */
  private static boolean goesBeyondMapping(Scenario scenario) {
    return !scenario.steps().isEmpty()
        || !scenario.mapping().enabled()
        || !scenario.mapping().dlqEnabled()
        || scenario.messages().stream()
            .anyMatch(message -> message.behaviour() instanceof Behaviour.FailSentBefore);
  }

  /** What is documented of a mapping says nothing of an asynchronous invocation. */
  private String claim(Scenario scenario) {
    boolean ofEvents = rules.belief().isEmpty() && scenario.trigger() == Trigger.EVENT;
    return ofEvents ? OF_EVENTS : claim;
  }
}
