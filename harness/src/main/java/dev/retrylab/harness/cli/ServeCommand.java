package dev.retrylab.harness.cli;

import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.target.Deployment;
import dev.retrylab.harness.target.LocalTarget;
import dev.retrylab.harness.timeline.ClockKind;
import java.io.PrintWriter;
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
    Path jar = FunctionJar.find();
    try (LocalTarget target = start(scenario, jar)) {
      Thread hook = new Thread(target::close, "serve-end");
      Runtime.getRuntime().addShutdownHook(hook);
      tell(scenario, target);
      new CountDownLatch(1).await();
      return ExitCode.MATCH;
    }
  }

  private LocalTarget start(Scenario scenario, Path jar) {
    try {
      return LocalTarget.start(scenario, ClockKind.REAL, jar, port);
    } catch (UncheckedIOException e) {
      throw new UsageError(
          "Port %d cannot be used: %s. Give another with --port."
              .formatted(port, e.getCause().getMessage()));
    }
  }

  private void tell(Scenario scenario, LocalTarget target) {
    PrintWriter out = spec.commandLine().getOut();
    Deployment deployment = target.deployment();
    out.printf("Serving scenario %s at %s%n", scenario.name(), target.endpoint());
    out.printf("  source queue       %s%n", deployment.sourceQueueUrl());
    out.printf("  dead-letter queue  %s%n", deployment.dlqUrl());
    out.printf(
        "  log groups         %s, %s%n",
        deployment.consumerLogGroup(), deployment.dlqConsumerLogGroup());
    out.printf("%nTo use it from another terminal, with any AWS client:%n%n");
    out.printf("  export AWS_ENDPOINT_URL=%s AWS_REGION=us-east-1%n", target.endpoint());
    out.printf("  export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local%n");
    out.printf("  retry-lab run %s --target aws%n", scenario.name());
    out.printf("%nCtrl-C ends it.%n");
    out.flush();
  }
}
