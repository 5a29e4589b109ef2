package dev.retrylab.harness.deployment;

import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.scenario.SettingDrift;
import dev.retrylab.harness.timeline.ClockKind;
import dev.retrylab.harness.timeline.LabFailure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A deployment and its clients. Everything after this is the same code for every target. */
public interface Target extends AutoCloseable {

  /** The name on the command line and in files: local or aws. */
  String name();

  /** Which clock the times of the evidence are of. */
  ClockKind clockKind();

  Deployment deployment();

  SqsClient sqs();

  /**
   * The client for sends: it never repeats one by itself that the queue may have taken, where that
   * would make two messages.
   */
  default SqsClient sending() {
    return sqs();
  }

  /**
   * The client for asynchronous invocations: it never repeats one by itself that Lambda may have
   * taken, since each that it takes is another event.
   */
  LambdaClient invoking();

  CloudWatchLogsClient logs();

  /**
   * Whether a verdict may hang on the receive count seen in the dead-letter queue. For FIFO queues
   * nobody has settled it on AWS (aws-documented.md), so there it is a finding.
   */
  boolean dlqReceiveCountSettled();

  /**
   * Whether a message of a standard queue is delivered once at a time, as that of a FIFO queue is.
   * AWS promises "at least once" for them.
   */
  boolean exactlyOnce();

  /** Settings that are deployed otherwise than the scenario says. */
  default List<SettingDrift> drift() {
    return List.of();
  }

  /** What has failed inside the target itself so far; the list only grows. */
  default List<LabFailure> failures() {
    return List.of();
  }

  /**
   * Where the deployment is, for a later process that goes on with the run; empty where none can.
   */
  default Optional<StackLocation> location() {
    return Optional.empty();
  }

  /** What runs the functions, processes or simulated; empty where the target does not tell. */
  default Optional<String> functions() {
    return Optional.empty();
  }

  /** One sentence for people: where on the target the deployment is; empty where it is plain. */
  default Optional<String> whereabouts() {
    return Optional.empty();
  }

  /** What was found there that people may want to know, one sentence each. */
  default List<String> facts() {
    return List.of();
  }

  /**
   * From when on something may be sent, by the clock of the target; empty where that is at once. A
   * queue that was purged may for a while delete what is sent to it.
   */
  default Optional<Instant> sendableFrom() {
    return Optional.empty();
  }

  /** How many calls of each kind were made so far, by {@code service:Action}. */
  default Map<String, Long> calls() {
    return Map.of();
  }

  /** The ARN of a queue. */
  default String queueArn(QueueRole queue) {
    return sqs()
        .getQueueAttributes(
            request ->
                request
                    .queueUrl(deployment().queueUrl(queue))
                    .attributeNames(QueueAttributeName.QUEUE_ARN))
        .attributes()
        .get(QueueAttributeName.QUEUE_ARN);
  }

  /**
   * What CloudWatch counts of a queue up to now, by the name of the metric: NumberOfMessagesSent in
   * all, and the latest ApproximateAgeOfOldestMessage in seconds.
   *
   * @param since the start of the run
   * @return without what is not to be had
   */
  default Map<String, Long> metrics(QueueRole queue, Instant since) throws InterruptedException {
    return Map.of();
  }

  /** By which one waits for this target. */
  TargetClock clock();

  @Override
  void close();
}
