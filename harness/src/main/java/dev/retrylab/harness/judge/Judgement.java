package dev.retrylab.harness.judge;

import java.util.List;
import java.util.Optional;

/**
 * The outcome of an experiment.
 *
 * @param verdict on the documented rules, or on the first hypothesis where they were not asked for
 * @param messages one verdict for each message and hypothesis
 * @param hypotheses in the order in which the scenario names them
 * @param findings what is worth knowing and no verdict hangs on
 */
public record Judgement(
    Verdict verdict,
    List<MessageVerdict> messages,
    List<HypothesisResult> hypotheses,
    List<Finding> findings) {

  public Judgement {
    messages = List.copyOf(messages);
    hypotheses = List.copyOf(hypotheses);
    findings = List.copyOf(findings);
  }

  /** The verdict on a message under a hypothesis. */
  public Optional<MessageVerdict> verdict(String key, String hypothesis) {
    return messages.stream()
        .filter(verdict -> verdict.key().equals(key) && verdict.hypothesis().equals(hypothesis))
        .findFirst();
  }
}
