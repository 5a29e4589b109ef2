package dev.retrylab.harness.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrylab.harness.stack.StackOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Stack outputs")
class StackOutputsTest {
  private static final StackOutputs BESIDE =
      StackOutputs.of(
          "RetryLab",
          Map.of(
              "Scenarios", "article,max-receive-1,article-dlq",
              "DlqUrlOfArticle", "one",
              "DlqUrlOfMaxReceive1", "two",
              "ConsumerLogGroupOfArticleDlq", "three",
              "DlqConsumerLogGroupOfArticle", "four",
              "TriggerOfMaxReceive1", "event"));

  @TempDir private Path folder;

  @Test
  @DisplayName("of a scenario alone have bare names, whichever scenario is asked for")
  void alone() {
    StackOutputs outputs =
        StackOutputs.of("RetryLab", Map.of("Scenario", "article", "DlqUrl", "one"));
    assertThat(outputs.scenarios()).containsExactly("article");
    assertThat(outputs.sideBySide()).isFalse();
    assertThat(outputs.of("article").get(StackOutput.DLQ_URL)).isEqualTo("one");
  }

  @Test
  @DisplayName("of several are each found under the scenario's name")
  void sideBySide() {
    assertThat(BESIDE.scenarios()).containsExactly("article", "max-receive-1", "article-dlq");
    assertThat(BESIDE.sideBySide()).isTrue();
    assertThat(BESIDE.of("article").get(StackOutput.DLQ_URL)).isEqualTo("one");
    assertThat(BESIDE.of("max-receive-1").get(StackOutput.DLQ_URL)).isEqualTo("two");
    assertThat(BESIDE.of("article-dlq").get(StackOutput.CONSUMER_LOG_GROUP)).isEqualTo("three");
    assertThat(BESIDE.of("article").get(StackOutput.DLQ_CONSUMER_LOG_GROUP)).isEqualTo("four");
    assertThat(BESIDE.of("max-receive-1").find(StackOutput.TRIGGER)).contains("event");
    assertThat(BESIDE.of("article").find(StackOutput.TRIGGER)).isEmpty();
  }

  @Test
  @DisplayName("that are missing are named as the stack would call them")
  void missing() {
    assertThatThrownBy(() -> BESIDE.of("max-receive-1").get(StackOutput.SOURCE_QUEUE_URL))
        .isInstanceOf(TargetUnusable.class)
        .hasMessage(
            "The stack RetryLab lacks the output SourceQueueUrlOfMaxReceive1. Deploy this version"
                + " of the stack.");
  }

  @Test
  @DisplayName("are read from the file that cdk deploy writes, of the stack that is asked for")
  void file() throws IOException {
    Path file = folder.resolve("cdk-outputs.json");
    Files.writeString(
        file,
        """
        {"Other": {"Scenario": "standard"},
         "RetryLab": {"Scenarios": "article,standard", "DlqUrlOfStandard": "here"}}
        """);
    StackOutputs outputs = StackOutputs.read(file, "RetryLab").orElseThrow();
    assertThat(outputs.scenarios()).containsExactly("article", "standard");
    assertThat(outputs.of("standard").get(StackOutput.DLQ_URL)).isEqualTo("here");
    assertThat(StackOutputs.read(file, "None")).isEmpty();
  }
}
