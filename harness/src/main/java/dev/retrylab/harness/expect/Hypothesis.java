package dev.retrylab.harness.expect;

import dev.retrylab.harness.scenario.Scenario;

/** A belief about retries that predicts something for every scenario. */
public interface Hypothesis {
  /** Short name, lower-case with hyphens, as scenario files use it. */
  String id();

  /** What it says, in one sentence. */
  String claim();

  /** What would be observed if it were true. */
  Prediction predict(Scenario scenario);
}
