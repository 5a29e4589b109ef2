/**
 * The steps of a scenario, which the harness does itself: receives by hand, move tasks, metrics,
 * changes of the source queue. Enter at {@link dev.retrylab.harness.experiment.step.StepRunner};
 * {@link dev.retrylab.harness.experiment.step.StepLog} keeps on record what was begun and what it
 * brought, so that a run that was killed does no step twice. {@link
 * dev.retrylab.harness.experiment.step.QueueChanges} sets back what was changed.
 *
 * <p>Nothing here knows of the run around it, which says when a step is due.
 */
package dev.retrylab.harness.experiment.step;
