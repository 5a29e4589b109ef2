package dev.retrylab.harness.scenario.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** SCENARIOS.md has a paragraph for each bundled scenario, and no other. */
class CatalogueTest {
  private static final Pattern PARAGRAPH =
      Pattern.compile(
          "^## (\\S+)\n\\*\\*Claim\\.\\*\\* .+?\n\\*\\*Test\\.\\*\\* .+?\n\\*\\*Rules\\.\\*\\* .+?\n\\*\\*Observed\\.\\*\\* ",
          Pattern.MULTILINE | Pattern.DOTALL);

  @Test
  @DisplayName("Each scenario has its claim, its test, the rules and what was observed")
  void paragraphs() throws IOException {
    String document = Files.readString(Path.of("SCENARIOS.md"));
    List<String> described =
        PARAGRAPH.matcher(document).results().map(found -> found.group(1)).toList();
    assertThat(described).containsExactlyInAnyOrderElementsOf(Scenarios.names());
  }
}
