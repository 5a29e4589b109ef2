package dev.retrylab.harness.expect;

import dev.retrylab.harness.scenario.Scenario;
import java.util.HashMap;
import java.util.Map;

/** A hypothesis that is the documentation with some rules changed. */
record RuleHypothesis(String id, String claim, RuleSet rules) implements Hypothesis {
  @Override
  public Prediction predict(Scenario scenario) {
    return predict(scenario, new HashMap<>());
  }

  /** Predicts with what other hypotheses have worked out for the scenario, and adds to that. */
  Prediction predict(Scenario scenario, Map<RuleSet.Course, Kinds<Situation>> known) {
    return new Prediction(id, claim, new Predictor(scenario, rules).predict(known));
  }
}
