package dev.retrylab.harness.deployment.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrylab.harness.deployment.TargetUnusable;
import dev.retrylab.harness.deployment.aws.ScriptedAws.Answer;
import dev.retrylab.harness.experiment.FakePace;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("With --purge")
class QueuePurgeTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @RegisterExtension final ScriptedAws aws = AwsAnswers.healthy();

  private AwsTarget connect() {
    return aws.connectAndPurge("article", new FakePace(NOW));
  }

  @Test
  @DisplayName("nothing may be sent for 60 s after a queue was emptied")
  void emptied() {
    aws.then("sqs:GetQueueAttributes", AwsAnswers.queue(30, 1), AwsAnswers.queue(30, 0))
        .always("sqs:PurgeQueue", Answer.ok("{}"));
    try (AwsTarget target = connect()) {
      assertThat(target.sendableFrom()).contains(NOW.plusSeconds(60));
      assertThat(target.facts())
          .contains("The source queue held about 1 message; --purge deletes what it held.");
      assertThat(aws.calls()).containsOnlyOnce("sqs:PurgeQueue");
    }
  }

  @Test
  @DisplayName("queues that are empty are not purged, and nothing is waited for")
  void empty() {
    try (AwsTarget target = connect()) {
      assertThat(target.sendableFrom()).isEmpty();
      assertThat(aws.calls()).doesNotContain("sqs:PurgeQueue");
    }
  }

  @Test
  @DisplayName("nothing is deleted where a run could not begin")
  void notReady() {
    aws.always("sqs:GetQueueAttributes", AwsAnswers.queue(30, 3))
        .always("lambda:GetEventSourceMapping", AwsAnswers.mapping("Disabled"));
    assertThatThrownBy(this::connect)
        .isInstanceOf(TargetUnusable.class)
        .hasMessageContaining("The event source mapping of the source queue is disabled.");
    assertThat(aws.calls()).doesNotContain("sqs:PurgeQueue");
  }

  @Test
  @DisplayName("a queue that somebody purged a moment ago cannot be purged again")
  void tooSoon() {
    aws.then("sqs:GetQueueAttributes", AwsAnswers.queue(30, 3))
        .always("sqs:PurgeQueue", Answer.error(403, "com.amazonaws.sqs#PurgeQueueInProgress"));
    assertThatThrownBy(this::connect)
        .isInstanceOf(TargetUnusable.class)
        .hasMessageEndingWith(
            "The source queue holds about 3 messages, and was purged less than 60 s ago: SQS accepts"
                + " one PurgeQueue in that time. Try again in a minute.");
  }
}
