package dev.retrylab.harness.local.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HandlerJarTest {
  @TempDir private Path folder;

  private Path jar(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  @Test
  void a_jar_of_the_same_content_is_loaded_once() throws IOException {
    HandlerJar first = HandlerJar.of(jar("one.jar", "same"));
    assertThat(HandlerJar.of(jar("two.jar", "same"))).isSameAs(first);
  }

  @Test
  void a_jar_that_was_built_anew_is_loaded_anew() throws IOException {
    HandlerJar before = HandlerJar.of(jar("one.jar", "before"));
    assertThat(HandlerJar.of(jar("one.jar", "after"))).isNotSameAs(before);
  }
}
