package dev.retrylab.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The CDK app")
final class RetryLabAppTest {
  @TempDir private Path directory;

  @Test
  void takes_the_jar_that_is_there() {
    Path jar = SynthesisedStack.jar(directory, "jar");
    assertThat(RetryLabApp.jar(jar)).isEqualTo(jar);
  }

  @Test
  void says_how_to_build_the_jar_that_is_not() {
    Path jar = directory.resolve("none.jar");
    assertThat(catchThrowableOfType(InvalidInput.class, () -> RetryLabApp.jar(jar)).problems())
        .containsExactly(
            "The functions' jar " + jar + " is missing: build it with mvn -DskipTests package.");
  }
}
