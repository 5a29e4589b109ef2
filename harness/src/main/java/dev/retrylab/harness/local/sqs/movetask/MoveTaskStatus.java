package dev.retrylab.harness.local.sqs.movetask;

/** How far a message move task is. */
public enum MoveTaskStatus {
  RUNNING,
  COMPLETED,
  CANCELLED,
  FAILED
}
