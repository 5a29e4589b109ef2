package dev.retrylab.harness.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.fuzz.Damage;
import dev.retrylab.harness.fuzz.Tries;
import dev.retrylab.harness.stack.StackOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cdk-outputs.json that was damaged or is of another program. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StackOutputsFuzzTest {
  private static final String OUTPUTS =
      """
      {"RetryLab":{"SourceQueueUrl":"https://sqs/1/q","Scenarios":"article,long-visibility",
       "DlqUrlOfLongVisibility":"https://sqs/1/d","ConsumerFunctionName":"f"}}
      """;

  @TempDir private Path folder;

  @Test
  void outputs_of_any_form_are_read_or_refused_in_a_sentence() throws IOException {
    JsonNode tree = new ObjectMapper().readTree(OUTPUTS);
    Tries.of(300, random -> read(Damage.document(random, tree)));
  }

  private void read(byte[] file) throws IOException {
    Path path = Files.write(folder.resolve("cdk-outputs.json"), file);
    try {
      Optional<StackOutputs> outputs = StackOutputs.read(path, "RetryLab");
      if (outputs.isPresent()) {
        assertThat(outputs.get().scenarios()).isNotEmpty();
        assertThat(outputs.get().of("long-visibility").get(StackOutput.DLQ_URL)).isNotEmpty();
      }
    } catch (TargetUnusable refused) {
      assertThat(refused.getMessage()).endsWith(".").doesNotContain("java.");
    }
  }
}
