package dev.retrylab.harness.cli;

import dev.retrylab.harness.cli.exit.ExitCode;
import dev.retrylab.harness.cli.option.AwsOptions;
import dev.retrylab.harness.cli.option.FunctionJar;
import dev.retrylab.harness.cli.option.FunctionsOption;
import dev.retrylab.harness.cli.option.TargetOptions;
import dev.retrylab.harness.deployment.aws.AwsTarget;
import dev.retrylab.harness.deployment.aws.PolicyDocument;
import dev.retrylab.harness.deployment.aws.PreflightResult;
import dev.retrylab.harness.deployment.local.FunctionsChoice;
import dev.retrylab.harness.deployment.local.LocalTarget;
import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.timeline.ClockKind;
import dev.retrylab.harness.timeline.LabFailure;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code doctor}: whether a run could begin, and what stands in its way. */
@Command(
    name = "doctor",
    description = "Looks whether a run could begin. Sends nothing and changes nothing.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private AwsOptions aws;
  @Mixin private FunctionsOption functions;

  @Option(
      names = "--target",
      paramLabel = "local|aws",
      defaultValue = "aws",
      description = "Where the run would be. Default: ${DEFAULT-VALUE}.")
  private TargetOptions.Kind target;

  @Option(
      names = "--policy",
      description = "Prints the IAM policy that a run needs, and does nothing else.")
  private boolean policy;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (policy) {
      out.println(PolicyDocument.json().toPrettyString());
      out.flush();
      return ExitCode.MATCH;
    }
    return target == TargetOptions.Kind.LOCAL ? local(out) : aws(out);
  }

  /** Whether the engine starts here, with the functions that it would run. */
  private int local(PrintWriter out) {
    TargetOptions.refuseForLocal(aws);
    Scenario article = Scenarios.load("article");
    FunctionsChoice choice = functions.choice(article);
    try (LocalTarget engine =
        LocalTarget.start(article, ClockKind.VIRTUAL, FunctionJar.find(), choice.kind())) {
      String queue = engine.queueArn(QueueRole.SOURCE);
      out.println(
          "Talked to %s, the embedded engine, which has %s.".formatted(engine.endpoint(), queue));
      out.println(choice.sentence());
      List<LabFailure> failures = engine.failures();
      failures.forEach(failure -> out.println("Problem: " + failure.what()));
      if (failures.isEmpty()) {
        out.println("Everything is ready. Run it: retry-lab run --target local");
      }
      out.flush();
      return failures.isEmpty() ? ExitCode.MATCH : ExitCode.USAGE;
    }
  }

  private int aws(PrintWriter out) {
    functions.refuseForAws();
    PreflightResult found = AwsTarget.check(aws.place());
    out.println(found.where());
    if (!found.endpoints().isEmpty()) {
      out.println("Talked to " + String.join(", ", found.endpoints()) + ".");
    }
    deployed(found.deployed().scenarios()).ifPresent(out::println);
    found.facts().forEach(out::println);
    found.problems().forEach(problem -> out.println("Problem: " + problem));
    if (found.ready()) {
      out.println("Everything is ready. Run it: " + command(found.deployed()));
    }
    out.flush();
    return found.ready() ? ExitCode.MATCH : ExitCode.USAGE;
  }

  private static Optional<String> deployed(List<String> names) {
    return switch (names.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of("Scenario " + names.get(0) + " is deployed.");
      default -> Optional.of("Scenarios " + String.join(", ", names) + " are deployed.");
    };
  }

  private static String command(PreflightResult.DeployedScenarios deployed) {
    String what = deployed.sideBySide() ? "--all" : deployed.scenarios().get(0);
    return "retry-lab run " + what + " --target aws";
  }
}
