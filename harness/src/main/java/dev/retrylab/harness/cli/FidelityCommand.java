package dev.retrylab.harness.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.cli.exit.ErrorMessage;
import dev.retrylab.harness.cli.exit.ExitCode;
import dev.retrylab.harness.cli.exit.UsageError;
import dev.retrylab.harness.cli.option.OutputFile;
import dev.retrylab.harness.cli.option.OutputOptions;
import dev.retrylab.harness.cli.option.RunsFolder;
import dev.retrylab.harness.cli.option.TargetOptions;
import dev.retrylab.harness.cli.run.RunExecutor;
import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.deployment.TargetUnusable;
import dev.retrylab.harness.fidelity.CaseOutcome;
import dev.retrylab.harness.fidelity.CaseResult;
import dev.retrylab.harness.fidelity.ContractCase;
import dev.retrylab.harness.fidelity.Engine;
import dev.retrylab.harness.fidelity.Scoreboard;
import dev.retrylab.harness.fidelity.ScoreboardJson;
import dev.retrylab.harness.fidelity.ScoreboardText;
import dev.retrylab.harness.scenario.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fidelity}: whether an engine behaves like AWS, case by case. */
@Command(
    name = "fidelity",
    description = {
      "Runs the cases of the contract on an engine and says where it differs from AWS: as declared,"
          + " newly, or no longer.",
      "A stack holds one case; run the others after deploying them, and join the results with --add."
    },
    mixinStandardHelpOptions = true)
final class FidelityCommand implements Callable<Integer> {
  @Mixin private TargetOptions targetOptions;
  @Mixin private OutputOptions output;

  @Parameters(
      arity = "0..*",
      paramLabel = "CASE",
      description =
          "article, poisoned-batch, batch-item-failures, throttled, mismatched-dlq, redrive-poison or"
              + " no-dlq. Default: all, or what is deployed.")
  private List<String> names = List.of();

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description =
          "Which engine it is: aws, local, localstack, floci or other. Its known differences are"
              + " expected. Default: other where there is an endpoint.")
  private String engine;

  @Option(names = "--markdown", paramLabel = "FILE", description = "Writes the table as Markdown.")
  private Path markdown;

  @Option(
      names = "--add",
      paramLabel = "FILE",
      description = "Adds the results of an earlier fidelity --json to the table. Repeatable.")
  private List<Path> added = List.of();

  @Mixin private RunsFolder runs;

  @Override
  public Integer call() throws InterruptedException, IOException {
    List<ContractCase> cases = cases();
    Optional<Engine> named = Optional.ofNullable(engine).map(FidelityCommand::engine);
    Scoreboard before = readAdded();
    targetOptions.check();
    output.info(targetOptions.reason(cases.stream().map(ContractCase::scenario).toList()));
    List<CaseResult> results = new ArrayList<>();
    Map<String, ErrorMessage> notRun = new LinkedHashMap<>();
    for (ContractCase one : cases) {
      try {
        results.add(run(one, named));
      } catch (RuntimeException e) {
        // What came of the cases before it is not lost with it.
        notRun.put(one.id(), ErrorMessage.of(e, "latest"));
      }
    }
    Scoreboard ran = new Scoreboard(results);
    show(before.with(ran), notRun);
    return exitCode(ran, notRun);
  }

  private List<ContractCase> cases() {
    return names.isEmpty()
        ? List.of(ContractCase.values())
        : names.stream().map(FidelityCommand::contractCase).toList();
  }

  private static ContractCase contractCase(String name) {
    return ContractCase.byId(name)
        .orElseThrow(
            () ->
                new UsageError(
                    "There is no case \"%s\"; there are %s."
                        .formatted(
                            name,
                            ids(Arrays.stream(ContractCase.values()).map(ContractCase::id)))));
  }

  private static Engine engine(String name) {
    return Engine.byId(name)
        .orElseThrow(
            () ->
                new UsageError(
                    "--engine is \"%s\", but must be one of %s."
                        .formatted(name, ids(Arrays.stream(Engine.values()).map(Engine::id)))));
  }

  private static String ids(Stream<String> ids) {
    return ids.collect(Collectors.joining(", "));
  }

  private Scoreboard readAdded() throws IOException {
    Scoreboard all = new Scoreboard(List.of());
    for (Path file : added) {
      if (!Files.isRegularFile(file)) {
        throw new UsageError("--add names %s, which is no file.".formatted(file));
      }
      try {
        all = all.with(ScoreboardJson.read(Files.readString(file)));
      } catch (IllegalArgumentException e) {
        throw new UsageError(
            "--add names %s, which fidelity --json did not write: %s."
                .formatted(file, e.getMessage()));
      }
    }
    return all;
  }

  /**
   * Runs a case under the name under which it is deployed.
   *
   * @throws TargetUnusable where it is not deployed, or the target cannot be used at all
   */
  private CaseResult run(ContractCase contractCase, Optional<Engine> named)
      throws InterruptedException {
    named
        .flatMap(which -> which.notHeldTo(contractCase))
        .ifPresent(
            why -> {
              throw new TargetUnusable(why + "; --engine other runs it all the same.");
            });
    Optional<TargetUnusable> unusable = Optional.empty();
    for (Scenario scenario : contractCase.deployable()) {
      try (Target target = targetOptions.open(scenario, contractCase::refusal)) {
        return run(contractCase, named.orElseGet(() -> guess(target)), scenario, target);
      } catch (TargetUnusable e) {
        unusable = unusable.or(() -> Optional.of(e));
      }
    }
    throw unusable.orElseThrow();
  }

  private CaseResult run(ContractCase contractCase, Engine engine, Scenario scenario, Target target)
      throws InterruptedException {
    CaseResult result =
        CaseResult.of(
            engine, contractCase, new RunExecutor(runs.path(), output).run(scenario, target));
    output.info("%s on %s: %s".formatted(contractCase.id(), engine.id(), result.outcome().word()));
    return result;
  }

  private static Engine guess(Target target) {
    if (target.location().isEmpty()) {
      return Engine.LOCAL;
    }
    return target.location().get().endpoint().isPresent() ? Engine.OTHER : Engine.AWS;
  }

  private void show(Scoreboard scoreboard, Map<String, ErrorMessage> notRun) throws IOException {
    PrintWriter out = output.out();
    if (output.json()) {
      ObjectNode document = ScoreboardJson.of(scoreboard);
      ObjectNode reasons = document.putObject("notRun");
      notRun.forEach((id, why) -> reasons.put(id, why.text()));
      out.println(document.toPrettyString());
    } else {
      out.println();
      ScoreboardText.lines(scoreboard).forEach(out::println);
    }
    out.flush();
    notRun.forEach((id, why) -> output.info("%s was not run: %s".formatted(id, why.text())));
    if (markdown != null) {
      OutputFile.write(markdown, ScoreboardText.markdown(scoreboard));
    }
  }

  /**
   * That of what was run. Where all of that is as declared, a case that could not be run is no
   * success; but what is not deployed need not be, unless it was asked for by name.
   */
  private int exitCode(Scoreboard ran, Map<String, ErrorMessage> notRun) {
    int worst = exitCode(ran.worst());
    if (worst != ExitCode.MATCH && !ran.results().isEmpty()) {
      return worst;
    }
    boolean someDeployed = names.isEmpty() && !ran.results().isEmpty();
    return notRun.values().stream()
        .map(ErrorMessage::exitCode)
        .filter(code -> !(someDeployed && code == ExitCode.USAGE))
        .findFirst()
        .orElse(worst);
  }

  private static int exitCode(CaseOutcome worst) {
    return switch (worst) {
      case MATCH, KNOWN_DIFFERENCE -> ExitCode.MATCH;
      case NEW_DIFFERENCE, GONE_DIFFERENCE -> ExitCode.DIVERGED;
      case INCONCLUSIVE -> ExitCode.INCONCLUSIVE;
    };
  }
}
