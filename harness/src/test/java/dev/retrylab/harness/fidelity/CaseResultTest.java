package dev.retrylab.harness.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The result of a case")
class CaseResultTest {
  private static final Difference FOUR =
      new Difference(Aspect.DLQ_RECEIVE_COUNT, "m2", "m2: receive count 4.");
  private static final Difference ERRORS =
      new Difference(Aspect.FUNCTION_ERRORS, "m2", "m2: function-errors 4, documented 2.");
  private static final Difference NO_EVIDENCE =
      new Difference(Aspect.EVIDENCE, "", "Still missing at the end: m2.");
  private static final KnownDifference KNOWN_FOUR =
      KnownDifference.of(
          Aspect.DLQ_RECEIVE_COUNT, "m2", "The redrive raises the count.", "Engine 1");

  private static CaseResult of(List<Difference> seen, KnownDifference... declared) {
    return CaseResult.of(Engine.OTHER, ContractCase.ARTICLE, seen, List.of(declared), "runs/1");
  }

  @Test
  @DisplayName("is a match where nothing differs and nothing is declared")
  void match() {
    assertThat(of(List.of()))
        .isEqualTo(
            new CaseResult(
                "other", "article", CaseOutcome.MATCH, List.of(), List.of(), List.of(), "runs/1"));
  }

  @Test
  @DisplayName("is a known difference where it differs as declared, and tells why")
  void known() {
    assertThat(of(List.of(FOUR), KNOWN_FOUR))
        .isEqualTo(
            new CaseResult(
                "other",
                "article",
                CaseOutcome.KNOWN_DIFFERENCE,
                List.of(),
                List.of("dlq-receive-count of m2 (Engine 1): The redrive raises the count."),
                List.of(),
                "runs/1"));
  }

  @Test
  @DisplayName("is a new difference where something undeclared differs, whatever else does")
  void unexpected() {
    CaseResult result = of(List.of(FOUR, ERRORS, NO_EVIDENCE), KNOWN_FOUR);
    assertThat(result.outcome()).isEqualTo(CaseOutcome.NEW_DIFFERENCE);
    assertThat(result.unexpected()).containsExactly(ERRORS.sentence(), NO_EVIDENCE.sentence());
  }

  @Test
  @DisplayName("fails where a declared difference is no longer there")
  void gone() {
    CaseResult result = of(List.of(), KNOWN_FOUR);
    assertThat(result.outcome()).isEqualTo(CaseOutcome.GONE_DIFFERENCE);
    assertThat(result.outcome().asDeclared()).isFalse();
    assertThat(result.gone()).hasSize(1);
  }

  @Test
  @DisplayName("is inconclusive where evidence is missing: a declared difference may be hidden")
  void inconclusive() {
    assertThat(of(List.of(NO_EVIDENCE), KNOWN_FOUR).outcome()).isEqualTo(CaseOutcome.INCONCLUSIVE);
  }

  @Test
  @DisplayName("another message's difference does not stand in for the declared one")
  void subject() {
    Difference other = new Difference(Aspect.DLQ_RECEIVE_COUNT, "m1", "m1: receive count 4.");
    assertThat(of(List.of(other), KNOWN_FOUR).outcome()).isEqualTo(CaseOutcome.NEW_DIFFERENCE);
  }
}
