package dev.retrylab.harness.judge;

import static dev.retrylab.harness.judge.Articles.history;
import static dev.retrylab.harness.judge.Articles.watchedUntil;
import static dev.retrylab.harness.judge.Expected.fails;
import static dev.retrylab.harness.judge.Expected.only;
import static dev.retrylab.harness.judge.Expected.succeeds;
import static dev.retrylab.harness.timeline.fold.Story.all;
import static dev.retrylab.harness.timeline.fold.Story.fold;
import static dev.retrylab.harness.timeline.fold.Story.goodRun;
import static dev.retrylab.harness.timeline.fold.Story.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.retrylab.harness.expect.Hypotheses;
import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.scenario.FunctionSettings;
import dev.retrylab.harness.scenario.MappingSettings;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of many messages under many hypotheses,")
class GradingTest {
  private final List<MessagePrediction> graded = new ArrayList<>();

  private Map<String, List<MessageVerdict>> verdicts(
      History history, Grader grader, Prediction... predictions) {
    return new Grading(
            grader, watchedUntil(61_200), BrokenPromises.among(List.of()), Histories.of(history))
        .verdicts(List.of(predictions));
  }

  private Grade noted(MessagePrediction expected) {
    graded.add(expected);
    return expected.functionErrors().min() == 0 ? Grade.MATCH : Grade.diverged(List.of("no error"));
  }

  @Test
  @DisplayName("what several expect alike is graded once, whatever their reasons")
  void once() {
    MessagePrediction twice = fails(IntRange.exactly(2), List.of());
    MessagePrediction never = succeeds();
    Map<String, List<MessageVerdict>> verdicts =
        verdicts(
            history(),
            (expected, message, evidence) -> noted(expected),
            only("a", Map.entry("m2", twice)),
            only("b", Map.entry("m2", never)),
            only("c", Map.entry("m2", fails(IntRange.exactly(2), List.of()))));
    assertThat(graded).containsExactly(twice, never);
    assertThat(verdicts)
        .containsExactly(
            entry(
                "m2",
                List.of(
                    new MessageVerdict("a", Verdict.DIVERGED, List.of("no error")),
                    new MessageVerdict("b", Verdict.MATCH, List.of()),
                    new MessageVerdict("c", Verdict.DIVERGED, List.of("no error")))));
  }

  @Test
  @DisplayName("those of a kind that are judged alike share one list")
  void shared() {
    Map<String, List<MessageVerdict>> verdicts =
        verdicts(
            fold(all(sentAll(), goodRun("m1", 1, "r1", 20), goodRun("m2", 1, "r2", 30))),
            Grader::byTheRules,
            Hypotheses.byId("documented").orElseThrow().predict(threeAlike()));
    assertThat(verdicts.get("m1")).isSameAs(verdicts.get("m2"));
    assertThat(verdicts.get("m1").get(0).verdict()).isEqualTo(Verdict.MATCH);
    assertThat(verdicts.get("m3").get(0).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  private static Observation[] sentAll() {
    return new Observation[] {sent("m1", 0), sent("m2", 0), sent("m3", 0)};
  }

  private static Scenario threeAlike() {
    return new Scenario(
        "three",
        "Three of a kind",
        QueueSettings.defaults(),
        MappingSettings.defaults(),
        FunctionSettings.defaults(),
        Stream.of("m1", "m2", "m3").map(key -> MessageSpec.of(key, "3").inGroup(key)).toList(),
        List.of());
  }
}
