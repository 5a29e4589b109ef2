package dev.retrylab.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.timeline.LabFailure;
import dev.retrylab.harness.timeline.Story;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FailureFileTest {
  private static final LabFailure ONE = new LabFailure(Story.at(1_000), "A failed: x", "x\n\tat y");
  private static final LabFailure OTHER = new LabFailure(Story.at(2_000), "B failed: z", "z");

  @TempDir private Path runs;

  @Test
  void each_failure_is_kept_once_and_read_again() {
    RunDirectory directory = RunDirectory.create(runs, "article", Story.START);
    assertThat(FailureFile.read(directory)).isEmpty();
    FailureFile.update(directory, List.of(ONE), 0);
    FailureFile.update(directory, List.of(ONE, OTHER), 1);
    assertThat(FailureFile.read(directory)).containsExactly(ONE, OTHER);
  }
}
