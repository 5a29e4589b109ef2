package dev.retrylab.harness.cli;

import dev.retrylab.harness.target.aws.AwsTarget;
import dev.retrylab.harness.target.aws.PolicyDocument;
import dev.retrylab.harness.target.aws.PreflightResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code doctor}: whether a run on AWS could begin, and what stands in its way. */
@Command(
    name = "doctor",
    description = "Looks whether a run on AWS could begin. Sends nothing and changes nothing.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private AwsOptions aws;

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
    PreflightResult found = AwsTarget.look(aws.place());
    out.println(found.where());
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

  private static String command(PreflightResult.Deployed deployed) {
    String what = deployed.sideBySide() ? "--all" : deployed.scenarios().get(0);
    return "retry-lab run " + what + " --target aws";
  }
}
