package dev.retrylab.harness.target;

import dev.retrylab.harness.timeline.ClockKind;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A deployment and its clients. Everything after this is the same code for every target. */
public interface Target extends AutoCloseable {

  /** The name on the command line and in files: local or aws. */
  String name();

  /** Which clock the times of the evidence are of. */
  ClockKind clockKind();

  Deployment deployment();

  SqsClient sqs();

  CloudWatchLogsClient logs();

  /**
   * Whether a verdict may hang on the receive count seen in the dead-letter queue. For FIFO queues
   * nobody has settled it on AWS (aws-documented.md), so there it is a finding.
   */
  boolean dlqReceiveCountSettled();

  /** How one waits for this target. */
  Pace pace();

  @Override
  void close();
}
