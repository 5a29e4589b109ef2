package dev.retrylab.harness.target.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** IAM.md shows the policy that the program prints. */
class PolicyFileTest {
  @Test
  @DisplayName("The document holds what doctor --policy prints")
  void same() throws IOException {
    String document = Files.readString(Path.of("IAM.md"));
    assertThat(document)
        .contains("```json\n" + PolicyDocument.json().toPrettyString() + "\n```")
        .contains(PolicyDocument.permissions().stream().map(p -> "`" + p + "`").toList());
  }
}
