package dev.retrylab.harness.deployment.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrylab.harness.deployment.TargetUnusable;
import dev.retrylab.harness.deployment.WallTargetClock;
import dev.retrylab.harness.deployment.aws.ScriptedAws.Answer;
import java.util.Collections;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The stack holds article, long-visibility and async-invoke. */
@DisplayName("In a stack of several scenarios")
class SideBySideTest {
  @RegisterExtension
  final ScriptedAws aws =
      AwsAnswers.healthy()
          .always("cloudformation:DescribeStacks", AwsAnswers.threeScenarios())
          .always("lambda:Invoke", new Answer(202, ""));

  @Test
  @DisplayName("a run finds its own, and looks at no other")
  void one() {
    try (AwsTarget target = aws.connect("long-visibility")) {
      assertThat(target.deployment().sourceQueueUrl()).endsWith("/long.fifo");
    }
    assertThat(aws.calls()).filteredOn("sqs:GetQueueAttributes"::equals).hasSize(2);
    assertThat(aws.calls()).filteredOn("lambda:GetEventSourceMapping"::equals).hasSize(2);
  }

  @Test
  @DisplayName("one that only the harness invokes has no mapping of its source queue")
  void event() {
    aws.always("sqs:GetQueueAttributes", AwsAnswers.queue(30, 0));
    try (AwsTarget target = aws.connect("async-invoke")) {
      assertThat(target.deployment().consumerFunction()).isEqualTo("consumer");
    }
    assertThat(aws.calls()).filteredOn("lambda:GetEventSourceMapping"::equals).hasSize(1);
  }

  @Test
  @DisplayName("one that is missing is told with those there are, and how to add it")
  void missing() {
    assertThatThrownBy(() -> aws.connect("standard"))
        .isInstanceOf(TargetUnusable.class)
        .hasMessageEndingWith(
            "The stack has scenarios article, long-visibility, async-invoke deployed, not standard."
                + " Run cdk deploy -c scenarios=article,long-visibility,async-invoke,standard, or"
                + " retry-lab run article.");
    assertThat(aws.calls()).doesNotContain("sqs:GetQueueAttributes");
  }

  @Test
  @DisplayName("another trigger than the scenario's is told with its name")
  void otherTrigger() {
    assertThatThrownBy(() -> aws.connect("async-invoke", "trigger.type=mapping"))
        .isInstanceOf(TargetUnusable.class)
        .hasMessageContaining(
            "async-invoke: The stack is deployed with trigger.type event, not mapping.");
  }

  @Test
  @DisplayName("what is wrong is told with the scenario whose it is")
  void problems() {
    aws.then("sqs:GetQueueAttributes", AwsAnswers.queue(200, 7), AwsAnswers.queue(30, 0));
    assertThatThrownBy(() -> aws.connect("long-visibility"))
        .isInstanceOf(TargetUnusable.class)
        .hasMessageEndingWith(
            "long-visibility: The source queue holds about 7 messages. Wait until the queue is"
                + " empty, or give --purge, which empties it.");
  }

  @Test
  @DisplayName("the doctor looks at all, and tells of each")
  void doctor() {
    Answer well = AwsAnswers.queue(30, 0);
    aws.then("sqs:GetQueueAttributes", well, well, well, AwsAnswers.queue(30, 1));
    PreflightResult found = AwsTarget.check(aws.place());
    assertThat(found.deployed().scenarios())
        .containsExactly("article", "long-visibility", "async-invoke");
    assertThat(found.checked())
        .extracting(PreflightResult.CheckedScenario::scenario)
        .containsExactlyElementsOf(found.deployed().scenarios());
    assertThat(found.problems())
        .containsExactly(
            "long-visibility: The dead-letter queue holds about 1 message. Wait until the queue is"
                + " empty, or give --purge, which empties it.");
    assertThat(found.facts()).contains("async-invoke: The function dlq logs in format Text.");
    assertThat(found.ready()).isFalse();
  }

  @Test
  @DisplayName("no other's queues are emptied, nor are they where a scenario alone is another")
  void purge() {
    aws.always("sqs:GetQueueAttributes", AwsAnswers.queue(30, 3))
        .always("sqs:PurgeQueue", Answer.ok("{}"));
    aws.connectAndPurge("long-visibility", new WallTargetClock()).close();
    assertThat(Collections.frequency(aws.calls(), "sqs:PurgeQueue")).isEqualTo(2);
    aws.always("cloudformation:DescribeStacks", AwsAnswers.stack("CREATE_COMPLETE"));
    assertThatThrownBy(() -> aws.connectAndPurge("long-visibility", new WallTargetClock()))
        .isInstanceOf(TargetUnusable.class);
    assertThat(Collections.frequency(aws.calls(), "sqs:PurgeQueue")).isEqualTo(2);
  }

  @Test
  @DisplayName("problems which are deployed looks at nothing else")
  void scenarios() {
    assertThat(AwsTarget.scenarios(aws.place()))
        .containsExactly("article", "long-visibility", "async-invoke");
    assertThat(aws.calls())
        .containsExactly("sts:GetCallerIdentity", "cloudformation:DescribeStacks");
  }
}
