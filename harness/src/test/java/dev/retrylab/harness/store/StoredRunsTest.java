package dev.retrylab.harness.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finding runs, and reading what a kill has left. */
class StoredRunsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path root;

  private RunDirectory run(String scenario, String time) {
    RunDirectory directory = RunDirectory.create(root, scenario, Instant.parse(time));
    directory.write(RunFile.RUN, JSON.createObjectNode().put("schema", 1));
    return directory;
  }

  @Test
  @DisplayName("Runs of all scenarios are found by how long ago they were, by name, and by folder")
  void find() {
    RunDirectory first = run("b", "2026-01-01T00:00:00Z");
    RunDirectory second = run("a", "2026-01-02T00:00:00Z");
    StoredRuns runs = new StoredRuns(root);
    assertThat(runs.find("latest").path()).isEqualTo(second.path());
    assertThat(runs.find("-1").path()).isEqualTo(second.path());
    assertThat(runs.find("-2").path()).isEqualTo(first.path());
    assertThat(runs.find(first.path().toString()).path()).isEqualTo(first.path());
    assertThatThrownBy(() -> runs.find("-3"))
        .isInstanceOf(NoSuchRun.class)
        .hasMessageStartingWith("There are only 2 runs in the folder ");
  }

  @Test
  @DisplayName("A folder that is no run is refused")
  void noRun() {
    assertThatThrownBy(() -> new StoredRuns(root).find(root.toString()))
        .isInstanceOf(NoSuchRun.class)
        .hasMessageContaining("is no run: it holds no run.json");
  }

  @Test
  @DisplayName("A line that a kill has torn is passed over, and the next one is whole")
  void tornLine() throws IOException {
    RunDirectory run = run("a", "2026-01-01T00:00:00Z");
    run.append(RunFile.SENT, JSON.createObjectNode().put("n", 1));
    Files.writeString(run.file(RunFile.SENT), "{\"n\":2,\"ke", StandardOpenOption.APPEND);
    run.endTornLines();
    run.append(RunFile.SENT, JSON.createObjectNode().put("n", 3));
    assertThat(run.readLines(RunFile.SENT, JsonNode.class))
        .isEqualTo(
            List.of(JSON.createObjectNode().put("n", 1), JSON.createObjectNode().put("n", 3)));
  }
}
