package dev.retrylab.harness.expect;

import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Trigger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A hypothesis that is the documentation with some rules changed. */
record RuleHypothesis(String id, String claim, RuleSet rules) implements Hypothesis {
  private static final String OF_EVENTS =
      "An asynchronous invocation that fails is attempted again one minute later, and two minutes"
          + " after that, as often as retryAttempts allows; then it goes where onFailure says.";

  @Override
  public Prediction predict(Scenario scenario) {
    return predict(scenario, new HashMap<>());
  }

  /** Predicts with what other hypotheses have worked out for the scenario, and adds to that. */
  Prediction predict(Scenario scenario, Map<RuleSet.Course, Kinds<Situation>> known) {
    if (!byHand(scenario)) {
      return new Prediction(id, claim(scenario), new Predictor(scenario, rules).predict(known));
    }
    StepPredictor predictor = new StepPredictor(scenario, rules);
    return new Prediction(id, claim(scenario), predictor.messages(), predictor.steps());
  }

  /** What move tasks would make, beyond the messages of the scenario. */
  List<MessageSpec> moved(Scenario scenario) {
    return byHand(scenario) ? new StepPredictor(scenario, rules).moved() : List.of();
  }

  /** Whether the harness does more than to send to a mapping that polls. */
  private static boolean byHand(Scenario scenario) {
    return !scenario.steps().isEmpty()
        || !scenario.mapping().enabled()
        || !scenario.mapping().dlqEnabled()
        || scenario.messages().stream()
            .anyMatch(message -> message.behaviour() instanceof Behaviour.FailSentBefore);
  }

  /** What is documented of a mapping says nothing of an asynchronous invocation. */
  private String claim(Scenario scenario) {
    boolean documentation = id.equals(Hypotheses.DOCUMENTED);
    return documentation && scenario.trigger() == Trigger.EVENT ? OF_EVENTS : claim;
  }
}
