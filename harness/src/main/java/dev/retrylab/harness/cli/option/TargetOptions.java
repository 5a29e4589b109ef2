package dev.retrylab.harness.cli.option;

import dev.retrylab.harness.cli.exit.UsageError;
import dev.retrylab.harness.deployment.StackOutputs;
import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.deployment.TargetUnusable;
import dev.retrylab.harness.deployment.aws.AwsTarget;
import dev.retrylab.harness.deployment.aws.ClientPolicy;
import dev.retrylab.harness.deployment.local.FunctionsChoice;
import dev.retrylab.harness.deployment.local.LocalTarget;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.timeline.ClockKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where to run, and on which clock. */
public final class TargetOptions {
  public enum Kind {
    LOCAL,
    AWS
  }

  @Option(
      names = "--target",
      paramLabel = "local|aws",
      description = "Where to run. Default: aws where cdk-outputs.json exists, else local.")
  private Kind target;

  @Mixin private AwsOptions aws;

  @Option(
      names = "--purge",
      description =
          "On aws: deletes what is in the queues before the run, and then waits the 60 s in which SQS"
              + " may delete what is sent, too.")
  private boolean purge;

  @Option(
      names = "--real-time",
      description = "Runs the local engine on the wall clock instead of a virtual one.")
  private boolean realTime;

  @Mixin private FunctionsOption functions;

  /** One for all runs of this process: they share their account's quotas. */
  private final ClientPolicy conduct = ClientPolicy.patient();

  /**
   * Which target it is and why, and what runs its functions: the first line that a run prints.
   *
   * @param scenarios that are run; each has its own choice of functions
   */
  public String reason(List<Scenario> scenarios) {
    return kind() == Kind.AWS ? reason() : reason() + " " + functionsReason(scenarios);
  }

  private String functionsReason(List<Scenario> scenarios) {
    Set<FunctionsChoice> choices =
        scenarios.stream().map(functions::choice).collect(Collectors.toSet());
    if (choices.size() != 1) {
      return "Functions: processes, or simulated where many run at a time or one for long.";
    }
    return choices.iterator().next().sentence();
  }

  private String reason() {
    String clock =
        kind() == Kind.LOCAL
            ? " (embedded engine, " + clockKind().word() + " clock)"
            : aws.endpoint().map(url -> " (" + url + ")").orElse("");
    return "Target: %s%s: %s".formatted(kind().name().toLowerCase(Locale.ROOT), clock, why());
  }

  private String why() {
    if (target != null) {
      return "as asked.";
    }
    return kind() == Kind.AWS
        ? "%s is here.".formatted(StackOutputs.FILE)
        : "no %s here.".formatted(StackOutputs.FILE);
  }

  private Kind kind() {
    if (target != null) {
      return target;
    }
    return StackOutputs.present() ? Kind.AWS : Kind.LOCAL;
  }

  private ClockKind clockKind() {
    return realTime ? ClockKind.REAL : ClockKind.VIRTUAL;
  }

  /**
   * Refuses what cannot work before anything is created.
   *
   * @throws UsageError where options contradict each other or the functions' jar is missing
   */
  public void check() {
    if (kind() == Kind.AWS) {
      functions.refuseForAws();
      if (realTime) {
        throw new UsageError("--real-time goes with --target local: AWS has no other clock.");
      }
      return;
    }
    refuseForLocal(aws);
    if (purge) {
      throw new UsageError("--purge goes with --target aws: the local engine starts empty.");
    }
    functions.check();
    FunctionJar.find();
  }

  /**
   * Refuses options that only AWS has.
   *
   * @throws UsageError where one was given
   */
  public static void refuseForLocal(AwsOptions aws) {
    aws.given()
        .ifPresent(
            option -> {
              throw new UsageError(
                  option + " goes with --target aws: the local engine has an endpoint of its own.");
            });
  }

  /** Whether all runs share one account, one stack and one clock. */
  public boolean onAws() {
    return kind() == Kind.AWS;
  }

  /** Whether queues are emptied before a run. */
  public boolean purges() {
    return purge;
  }

  /** Which scenarios are deployed; on the local engine each is when it is run. */
  public Optional<List<String>> deployed() {
    return onAws() ? Optional.of(AwsTarget.scenarios(aws.place())) : Optional.empty();
  }

  /** Gets the target ready. */
  public Target open(Scenario scenario) {
    return open(scenario, deployed -> Optional.empty());
  }

  /**
   * Gets the target ready, if what is deployed is of use; on the local engine it is what is asked
   * for.
   *
   * @param refusal why the scenario over the settings that are deployed is of no use
   * @throws TargetUnusable also where it is of no use; then nothing was purged
   */
  public Target open(Scenario scenario, Function<Scenario, Optional<String>> refusal) {
    if (kind() == Kind.AWS) {
      return AwsTarget.connect(scenario, aws.place(), purge, conduct, refusal);
    }
    return LocalTarget.start(
        scenario, clockKind(), FunctionJar.find(), functions.choice(scenario).kind());
  }
}
