package dev.retrylab.harness.deployment.aws;

import dev.retrylab.harness.deployment.TargetUnusable;
import dev.retrylab.harness.deployment.aws.PreflightResult.FullQueue;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;

/** Empties the queues of a scenario that is ready but for what they hold. */
record QueuePurge(SqsClient sqs, Problems problems) {
  /**
   * What is sent so soon after the call may be deleted with the rest (SQS API reference,
   * PurgeQueue).
   */
  static final Duration TAKES = Duration.ofSeconds(60);

  /**
   * Empties them.
   *
   * @param scenario of which these queues are
   * @param result of the check that found them
   * @return what was done, a sentence for each queue
   * @throws TargetUnusable where one could not be emptied
   */
  static List<String> empty(
      SqsClient sqs, PreflightResult.CheckedScenario scenario, PreflightResult result) {
    Problems problems = new Problems();
    QueuePurge purge =
        new QueuePurge(
            sqs, result.deployed().sideBySide() ? problems.of(scenario.scenario()) : problems);
    scenario.toPurge().forEach(purge::empty);
    DeploymentCheck.refuseIfAny(result.where(), problems.sentences());
    return problems.facts();
  }

  private void empty(FullQueue queue) {
    try {
      sqs.purgeQueue(request -> request.queueUrl(queue.url()));
      problems.fact(
          "The %s held %s; --purge deletes what it held.".formatted(queue.name(), queue.content()));
    } catch (PurgeQueueInProgressException tooSoon) { // lim-purge-60s
      problems.add(
          "The %s holds %s, and was purged less than 60 s ago: SQS accepts one PurgeQueue in that time. Try again in a minute."
              .formatted(queue.name(), queue.content()));
    } catch (SdkException e) {
      problems.add(AwsErrors.sentence(e, "sqs:PurgeQueue"));
    }
  }
}
