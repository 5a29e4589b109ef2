package dev.retrylab.harness.expect;

import dev.retrylab.harness.scenario.Scenario;

/** A hypothesis that is the documentation with some rules changed. */
record RuleHypothesis(String id, String claim, RuleSet rules) implements Hypothesis {
  @Override
  public Prediction predict(Scenario scenario) {
    return new Prediction(id, claim, new Predictor(scenario, rules).predict());
  }
}
