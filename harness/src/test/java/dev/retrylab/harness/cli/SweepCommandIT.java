package dev.retrylab.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep that runs its points, with the functions' jar. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SweepCommandIT {
  @TempDir private Path runs;

  private Said sweep(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "sweep",
                "article",
                "--run",
                "--run-option=--functions=simulated",
                "--run-option=--runs=" + runs));
    all.addAll(List.of(more));
    return Said.by(all.toArray(String[]::new));
  }

  @Test
  void it_says_what_each_run_came_to_and_where_the_page_is() {
    Said said = sweep("queue.maxReceiveCount=1,2");
    assertThat(said.exitCode()).as(said.err()).isZero();
    assertThat(said.out())
        .contains("         1         0          1         1         2     0s  ")
        .contains("         2         0          1         1         3    30s  ")
        .containsPattern("To see it in a browser, open .*/sweep-article-\\S+\\.html\n");
    assertThat(runs).isDirectoryContaining("glob:**/sweep-article-*.html");
  }

  @Test
  void its_document_holds_those_of_the_runs() throws Exception {
    Said said = sweep("queue.maxReceiveCount=2", "--json");
    JsonNode point = new ObjectMapper().readTree(said.out()).at("/points/0");
    assertThat(point.at("/outcome/fates").toString())
        .isEqualTo("{\"forwarded\":1,\"dead-lettered\":1}");
    assertThat(point.at("/run/messages")).hasSize(2);
    assertThat(point.at("/run/cost/invocations").asInt()).isEqualTo(5);
  }
}
