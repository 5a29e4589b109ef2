package dev.retrylab.harness.cli;

import dev.retrylab.harness.cli.exit.ExitCode;
import dev.retrylab.harness.cli.exit.UsageError;
import dev.retrylab.harness.cli.option.FunctionJar;
import dev.retrylab.harness.cli.option.FunctionsOption;
import dev.retrylab.harness.cli.option.ScenarioOptions;
import dev.retrylab.harness.deployment.local.FunctionsChoice;
import dev.retrylab.harness.deployment.local.LocalTarget;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.timeline.ClockKind;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code serve}: the local engine as an AWS endpoint for other programs. */
@Command(
    name = "serve",
    description = {
      "Deploys a scenario to the local engine and serves it as an AWS endpoint, in real time, until"
          + " Ctrl-C."
    },
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ScenarioOptions scenarioOptions;
  @Mixin private FunctionsOption functions;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "4566",
      description = "The loopback port, 1 to 65535, or 0 for any. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > 65_535) {
      throw new UsageError("--port is %d, but must be 0 to 65535.".formatted(port));
    }
    Scenario scenario = scenarioOptions.load();
    FunctionsChoice choice = functions.choice(scenario);
    Path jar = FunctionJar.find();
    try (LocalTarget target = start(scenario, jar, choice)) {
      Thread hook = new Thread(target::close, "serve-end");
      Runtime.getRuntime().addShutdownHook(hook);
      spec.commandLine()
          .getOut()
          .print(
              new ServeBanner(
                      scenario.name(),
                      scenarioOptions.arguments(),
                      target.endpoint(),
                      target.deployment(),
                      choice.sentence())
                  .text());
      spec.commandLine().getOut().flush();
      new CountDownLatch(1).await();
      return ExitCode.MATCH;
    }
  }

  private LocalTarget start(Scenario scenario, Path jar, FunctionsChoice choice) {
    try {
      return LocalTarget.start(scenario, ClockKind.REAL, jar, choice.kind(), port);
    } catch (UncheckedIOException e) {
      throw new UsageError(
          "Port %d cannot be used: %s. Give another with --port."
              .formatted(port, e.getCause().getMessage()));
    }
  }
}
