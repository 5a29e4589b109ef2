package dev.retrylab.harness.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The scoreboard")
class ScoreboardTest {
  private static CaseResult cell(String engine, String contractCase, CaseOutcome outcome) {
    boolean known = outcome == CaseOutcome.KNOWN_DIFFERENCE;
    return new CaseResult(
        engine,
        contractCase,
        outcome,
        List.of(),
        known ? List.of("setting of a | b (1.0): It is dropped.") : List.of(),
        List.of(),
        "runs/1");
  }

  private static final Scoreboard TWO_ENGINES =
      new Scoreboard(
          List.of(
              cell("local", "article", CaseOutcome.MATCH),
              cell("local", "poisoned-batch", CaseOutcome.MATCH),
              cell("floci", "article", CaseOutcome.KNOWN_DIFFERENCE)));

  @Test
  @DisplayName("is a table of cases by engines, with the reasons below")
  void text() {
    assertThat(ScoreboardText.lines(TWO_ENGINES))
        .containsExactly(
            "case            local  floci",
            "article         match  known difference",
            "poisoned-batch  match  -",
            "",
            "article on floci: known difference",
            "  - known: setting of a | b (1.0): It is dropped.");
  }

  @Test
  @DisplayName("is the same in Markdown")
  void markdown() {
    assertThat(ScoreboardText.markdown(TWO_ENGINES))
        .isEqualTo(
            """
            | case | local | floci |
            | --- | --- | --- |
            | article | match | known difference |
            | poisoned-batch | match | - |

            **article on floci: known difference**

            - known: setting of a | b (1.0): It is dropped.
            """);
  }

  @Test
  @DisplayName("comes back from its JSON as it was")
  void json() {
    String document = ScoreboardJson.of(TWO_ENGINES).toString();
    assertThat(ScoreboardJson.read(document).cells())
        .containsExactlyInAnyOrderElementsOf(TWO_ENGINES.cells());
  }

  @Test
  @DisplayName("refuses JSON of another kind, and says what it lacks")
  void otherJson() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScoreboardJson.read("{}"))
        .withMessage("schema is missing, but must be 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScoreboardJson.read("no"))
        .withMessageStartingWith("it is no JSON");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ScoreboardJson.read(
                    ScoreboardJson.of(TWO_ENGINES).toString().replace("\"match\"", "\"good\"")))
        .withMessage("there is no outcome \"good\"");
  }

  @Test
  @DisplayName("is as bad as its worst cell, and without any cell it is no success")
  void worst() {
    assertThat(TWO_ENGINES.worst()).isEqualTo(CaseOutcome.KNOWN_DIFFERENCE);
    assertThat(new Scoreboard(List.of()).worst()).isEqualTo(CaseOutcome.INCONCLUSIVE);
    assertThat(
            TWO_ENGINES
                .with(new Scoreboard(List.of(cell("aws", "article", CaseOutcome.GONE_DIFFERENCE))))
                .worst())
        .isEqualTo(CaseOutcome.GONE_DIFFERENCE);
  }
}
