package dev.retrylab.harness.fidelity;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.retrylab.harness.report.RunReport;
import java.util.List;

/**
 * How an engine came out of a case.
 *
 * @param engine its word, with its version where that is known
 * @param unexpected seen and not declared, a sentence each
 * @param known declared and seen, a sentence each
 * @param gone declared and no longer seen, a sentence each
 * @param runDirectory where the evidence is
 */
@JsonPropertyOrder({"case", "engine", "outcome", "runDirectory", "unexpected", "known", "gone"})
public record CaseResult(
    String engine,
    @JsonProperty("case") String contractCase,
    CaseOutcome outcome,
    List<String> unexpected,
    List<String> known,
    List<String> gone,
    String runDirectory) {

  public CaseResult {
    unexpected = List.copyOf(unexpected);
    known = List.copyOf(known);
    gone = List.copyOf(gone);
  }

  /** Holds a judged run against what is declared for its engine. */
  public static CaseResult of(Engine engine, ContractCase contractCase, RunReport report) {
    return of(
        engine,
        contractCase,
        Differences.of(report).stream().filter(one -> counts(engine, one)).toList(),
        engine.known(contractCase),
        report.runDirectory());
  }

  /** Nobody has settled that count on AWS (aws-documented.md): there it is a finding. */
  private static boolean counts(Engine engine, Difference seen) {
    return engine != Engine.AWS || seen.aspect() != Aspect.DLQ_RECEIVE_COUNT;
  }

  static CaseResult of(
      Engine engine,
      ContractCase contractCase,
      List<Difference> seen,
      List<KnownDifference> declared,
      String runDirectory) {
    List<Difference> unexpected =
        seen.stream().filter(one -> declared.stream().noneMatch(d -> d.covers(one))).toList();
    List<KnownDifference> gone =
        declared.stream().filter(one -> seen.stream().noneMatch(one::covers)).toList();
    List<KnownDifference> known = declared.stream().filter(one -> !gone.contains(one)).toList();
    return new CaseResult(
        engine.id(),
        contractCase.id(),
        outcome(unexpected, known, gone),
        unexpected.stream().map(Difference::sentence).toList(),
        known.stream().map(CaseResult::declaration).toList(),
        gone.stream().map(CaseResult::declaration).toList(),
        runDirectory);
  }

  private static CaseOutcome outcome(
      List<Difference> unexpected, List<KnownDifference> known, List<KnownDifference> gone) {
    if (unexpected.stream().anyMatch(one -> one.aspect() != Aspect.EVIDENCE)) {
      return CaseOutcome.NEW_DIFFERENCE;
    }
    // Where evidence is missing, a difference may only be hidden.
    if (!unexpected.isEmpty()) {
      return CaseOutcome.INCONCLUSIVE;
    }
    if (!gone.isEmpty()) {
      return CaseOutcome.GONE_DIFFERENCE;
    }
    return known.isEmpty() ? CaseOutcome.MATCH : CaseOutcome.KNOWN_DIFFERENCE;
  }

  private static String declaration(KnownDifference known) {
    String subject = known.subject().isEmpty() ? "" : " of " + known.subject();
    return "%s%s (%s): %s"
        .formatted(known.aspect().word(), subject, known.measured(), known.reason());
  }
}
