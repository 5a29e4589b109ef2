package dev.retrylab.harness.cli;

import dev.retrylab.harness.sweep.PointOutcome;
import dev.retrylab.harness.sweep.PointRun;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine;

/**
 * Runs points of a grid by the command {@code run}, so that a point leaves the same evidence, in a
 * run directory of its own, as if it had been run by hand.
 *
 * @param options of each run
 * @param err gets all that a run says besides its report
 */
record PointRunner(String scenario, List<String> options, PrintWriter err) {

  PointRun run(List<String> overrides) {
    List<String> command = new ArrayList<>(List.of("run", scenario, "--json"));
    overrides.forEach(override -> command.addAll(List.of("--set", override)));
    command.addAll(options);
    AtomicReference<PointOutcome> outcome = new AtomicReference<>();
    CommandLine line = Main.commandLine().setErr(err);
    RunCommand run = line.getSubcommands().get("run").getCommand();
    run.reportTo(report -> outcome.set(PointOutcome.of(report)));
    int exitCode = line.execute(command.toArray(String[]::new));
    return new PointRun(exitCode, Optional.ofNullable(outcome.get()));
  }
}
