package dev.retrylab.harness.judge;

import dev.retrylab.harness.judge.evidence.Finding;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The outcome of an experiment.
 *
 * @param verdict on the documented rules, or on the first hypothesis where they were not asked for
 * @param verdicts on each message by its key, and behind them on each step by the key {@code step
 *     1} and so on: one verdict for each hypothesis that says something of it, in their order.
 *     Messages that are judged alike share one list. Not copied
 * @param hypotheses in the order in which the scenario names them
 * @param findings what is worth knowing and no verdict hangs on
 */
public record Judgement(
    Verdict verdict,
    Map<String, List<MessageVerdict>> verdicts,
    List<HypothesisResult> hypotheses,
    List<Finding> findings) {

  public Judgement {
    verdicts = Collections.unmodifiableMap(verdicts);
    hypotheses = List.copyOf(hypotheses);
    findings = List.copyOf(findings);
  }

  /** The same without what it says of some hypotheses. */
  public Judgement without(Set<String> ids) {
    // Messages that are judged alike go on to share one list.
    IdentityHashMap<List<MessageVerdict>, List<MessageVerdict>> less = new IdentityHashMap<>();
    Map<String, List<MessageVerdict>> kept = new LinkedHashMap<>();
    verdicts.forEach(
        (key, all) ->
            kept.put(
                key,
                less.computeIfAbsent(
                    all,
                    list ->
                        list.stream().filter(one -> !ids.contains(one.hypothesis())).toList())));
    return new Judgement(
        verdict,
        kept,
        hypotheses.stream().filter(one -> !ids.contains(one.id())).toList(),
        findings);
  }

  /** The same with more findings behind those that there are. */
  public Judgement with(List<Finding> more) {
    return new Judgement(
        verdict, verdicts, hypotheses, Stream.concat(findings.stream(), more.stream()).toList());
  }

  /** The verdicts on a message or a step under all hypotheses, in their order. */
  public List<MessageVerdict> verdicts(String key) {
    return verdicts.getOrDefault(key, List.of());
  }

  /** The verdict on a message or a step under a hypothesis. */
  public Optional<MessageVerdict> verdict(String key, String hypothesis) {
    return under(hypothesis, verdicts(key));
  }

  /** That of the verdicts on one message which is under a hypothesis. */
  static Optional<MessageVerdict> under(String hypothesis, List<MessageVerdict> verdicts) {
    for (MessageVerdict verdict : verdicts) {
      if (verdict.hypothesis().equals(hypothesis)) {
        return Optional.of(verdict);
      }
    }
    return Optional.empty();
  }
}
