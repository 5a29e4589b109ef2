package dev.retrylab.harness.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.jar.Manifest;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What the program knows of its own build. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BuildTest {
  private static Build of(String... lines) throws IOException {
    String text = "Manifest-Version: 1.0\n" + String.join("\n", lines) + "\n";
    return Build.of(new Manifest(new ByteArrayInputStream(text.getBytes(UTF_8))));
  }

  @Test
  void version_and_commit_are_those_of_the_manifest() throws IOException {
    assertThat(of("Implementation-Version: 1.2", "Implementation-Commit: 0a1b2c3d4e5f-dirty"))
        .isEqualTo(new Build("1.2", Optional.of("0a1b2c3d4e5f-dirty")));
  }

  @Test
  void without_git_there_is_no_commit() throws IOException {
    assertThat(
            of("Implementation-Version: 1.2", "Implementation-Commit: ${git.commit.id.describe}"))
        .isEqualTo(new Build("1.2", Optional.empty()));
    assertThat(of("Implementation-Version: 1.2")).isEqualTo(new Build("1.2", Optional.empty()));
  }

  @Test
  void what_maven_has_not_built_is_in_development() {
    assertThat(Build.of(BuildTest.class)).isEqualTo(new Build("development", Optional.empty()));
  }

  @Test
  void the_manifest_is_that_of_the_jar_in_which_a_class_is() {
    assertThat(Build.of(Test.class).version())
        .isEqualTo(Test.class.getPackage().getImplementationVersion())
        .isNotEqualTo("development");
  }
}
