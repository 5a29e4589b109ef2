package dev.retrylab.harness.experiment;

import dev.retrylab.harness.expect.Prediction;
import dev.retrylab.harness.judge.Evidence;
import dev.retrylab.harness.judge.Judgement;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.timeline.History;
import java.time.Instant;
import java.util.List;

/**
 * All that a run brought, for the reports.
 *
 * @param start on the clock of the run
 */
public record RunResult(
    RunId runId,
    Instant start,
    Scenario scenario,
    List<Prediction> predictions,
    History history,
    Evidence evidence,
    Judgement judgement) {}
