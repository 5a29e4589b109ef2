package dev.retrylab.harness.report;

import static dev.retrylab.harness.judge.Articles.history;
import static dev.retrylab.harness.judge.Articles.watchedUntil;
import static dev.retrylab.harness.judge.Expected.documented;
import static dev.retrylab.harness.judge.Expected.only;
import static dev.retrylab.harness.timeline.fold.Story.all;
import static dev.retrylab.harness.timeline.fold.Story.ended;
import static dev.retrylab.harness.timeline.fold.Story.fold;
import static dev.retrylab.harness.timeline.fold.Story.goodRun;
import static dev.retrylab.harness.timeline.fold.Story.received;
import static dev.retrylab.harness.timeline.fold.Story.redriven;
import static dev.retrylab.harness.timeline.fold.Story.sent;
import static dev.retrylab.harness.timeline.fold.Story.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.expect.Hypotheses;
import dev.retrylab.harness.expect.ScenarioYaml;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.judge.evidence.Evidence;
import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.LabFailure;
import dev.retrylab.harness.timeline.Observation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ExplanationTest {

  private static Observation[] longRun(int receive, String request, long at) {
    return new Observation[] {
      received("m1", receive, request, at),
      succeeded("m1", receive, request, at + 100_000),
      ended(request, Ending.OK, at + 100_010)
    };
  }

  /** Of messages that are hidden for 30 s and worked on for 100 s. */
  private static MessagePrediction overlapping() {
    return Hypotheses.predictAll(
            ScenarioYaml.read(
                """
                queue: { visibilityTimeout: 2m, maxReceiveCount: 2 }
                function: { timeout: 2m }
                messages: [ { key: m1, userId: "1", behaviour: succeed, duration: 100s, sendAfter: 1m } ]
                steps: [ { setQueue: { visibilityTimeout: 30s } } ]
                """))
        .get(0)
        .messages()
        .get("m1");
  }

  @Test
  void tells_first_of_a_message_that_was_moved_although_runs_handled_it() {
    RunReport report =
        Reports.of(
            fold(
                all(
                    new Observation[] {sent("m3", 0), sent("m1", 0)},
                    goodRun("m3", 1, "r0", 20),
                    longRun(1, "r1", 20),
                    longRun(2, "r2", 30_050),
                    redriven("m1", 3, "d", 60_100))),
            watchedUntil(300_000),
            List.of(
                only(
                    "documented", Map.entry("m3", overlapping()), Map.entry("m1", overlapping()))));
    assertThat(Explanation.of(report, new Verdicts(report)))
        .contains(
            "m1 (user 1) was received twice, and no run failed: once its visibility timeout is"
                + " over, a message is received again, also while a run still works on it; after 2"
                + " receives (maxReceiveCount 2) the redrive policy moved it to the dead-letter"
                + " queue at +60.1 s, where it arrived with receive count 3.");
  }

  @Test
  void concludes_nothing_from_a_message_where_the_lab_itself_failed() {
    Evidence article = watchedUntil(61_200);
    Evidence failed =
        new Evidence(
            article.complete(),
            article.waitedFor(),
            article.watchedUntil(),
            article.logEvents(),
            article.rollingWindow(),
            article.ingestionLag(),
            article.conditions(),
            article.drift(),
            List.of(new LabFailure(article.watchedUntil(), "A poller failed", "")),
            article.unexplainedRuns());
    RunReport report = Reports.of(history(), failed, List.of(documented()));
    assertThat(Explanation.of(report, new Verdicts(report)).orElseThrow())
        .startsWith("m2 (user 2) failed twice, ")
        .endsWith("; but the lab itself failed, so that this decides nothing.");
  }
}
