package dev.retrylab.harness.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the function's jar that was just packaged. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ClassDataArchiveIT {
  private static final Path FUNCTION_JAR = Path.of("../lambda/target/retry-lab-lambda.jar");

  @TempDir private Path scratch;

  /** What a consumer's process loads, and from where. */
  private List<String> loaded(RuntimeFiles files) throws IOException {
    Path log = scratch.resolve("classes.log");
    List<String> options = new ArrayList<>(files.classData().options());
    options.add("-Xlog:class+load:file=" + log);
    Rehearsal.run(files, options, Duration.ofSeconds(20));
    return Files.readAllLines(log);
  }

  @Test
  void a_process_takes_most_of_its_classes_from_the_archive() throws IOException {
    RuntimeFiles files = new KeptRuntimes(scratch.resolve("cache")).of(FUNCTION_JAR).orElseThrow();
    List<String> loaded = loaded(files);
    assertThat(loaded)
        .anyMatch(
            line ->
                line.contains(" dev.retrylab.lambda.ConsumerHandler source: shared objects file"));
    assertThat(loaded.stream().filter(line -> line.contains("shared objects file")).count())
        .isGreaterThan(loaded.size() * 8L / 10);
  }

  @Test
  void without_the_archive_it_takes_them_from_the_jars() throws IOException {
    try (RuntimeFiles files = RuntimeFiles.temporary(FUNCTION_JAR)) {
      assertThat(loaded(files))
          .anyMatch(line -> line.contains("ConsumerHandler source: file:"))
          .noneMatch(line -> line.contains("ConsumerHandler source: shared objects file"));
    }
  }
}
