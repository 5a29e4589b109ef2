/**
 * One run of a scenario on a target: send, watch, judge. Enter by {@link
 * dev.retrylab.harness.experiment.Experiment} for a run that goes on, and by {@link
 * dev.retrylab.harness.experiment.StoredRun} for one of which the files are judged. Both make the
 * history, the evidence and the report in {@link dev.retrylab.harness.experiment.RunAnalysis}, so
 * that they come to the same result. What the harness does besides sending is in {@code step}.
 */
package dev.retrylab.harness.experiment;
