package dev.retrylab.harness.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.sweep.PointRun;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs points of a grid by the command {@code run --json} and its document, so that a point leaves
 * the same evidence, in a run directory of its own, as if it had been run by hand.
 */
record PointRunner(String scenario, List<String> options, PrintWriter err) {
  private static final ObjectMapper JSON = new ObjectMapper();

  PointRun run(List<String> overrides) {
    List<String> command = new ArrayList<>(List.of("run", scenario, "--json"));
    overrides.forEach(override -> command.addAll(List.of("--set", override)));
    command.addAll(options);
    StringWriter document = new StringWriter();
    int exitCode =
        Main.commandLine()
            .setOut(new PrintWriter(document))
            .setErr(err)
            .execute(command.toArray(String[]::new));
    return new PointRun(exitCode, parse(document.toString()));
  }

  private static Optional<JsonNode> parse(String document) {
    try {
      return Optional.of(JSON.readTree(document)).filter(JsonNode::isObject);
    } catch (JsonProcessingException notWritten) {
      return Optional.empty();
    }
  }
}
