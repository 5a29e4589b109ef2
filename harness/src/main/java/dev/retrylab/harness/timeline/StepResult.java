package dev.retrylab.harness.timeline;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a step of the harness brought.
 *
 * @param number of the step in its scenario, from 1
 * @param at when it began, on the clock of the run
 * @param quantities what was read off it, by name
 * @param remark what else is worth knowing, one sentence or phrase, such as the words of a refusal
 */
public record StepResult(
    int number, Instant at, Map<String, Long> quantities, Optional<String> remark) {
  public StepResult {
    quantities = Collections.unmodifiableMap(new LinkedHashMap<>(quantities));
  }
}
