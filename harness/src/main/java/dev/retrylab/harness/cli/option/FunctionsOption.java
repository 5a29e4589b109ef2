package dev.retrylab.harness.cli.option;

import dev.retrylab.harness.cli.exit.UsageError;
import dev.retrylab.harness.deployment.TargetUnusable;
import dev.retrylab.harness.deployment.local.FunctionsChoice;
import dev.retrylab.harness.local.runtime.RuntimeKind;
import dev.retrylab.harness.scenario.Scenario;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What runs the functions of the local engine. */
public final class FunctionsOption {
  /** What {@code --functions} takes. */
  public enum Functions {
    PROCESSES,
    SIMULATED,
    AUTO
  }

  @Option(
      names = "--functions",
      paramLabel = "processes|simulated|auto",
      description =
          "On the local engine: processes run the functions' jar as Lambda does, on Linux; simulated"
              + " calls the same handlers in the engine's time, hundreds at once, and a hang takes no"
              + " time. Default: auto, processes on Linux where few run at a time and none for long.")
  private Functions functions;

  /**
   * Refuses the option where AWS runs the functions.
   *
   * @throws UsageError where it was given
   */
  public void refuseForAws() {
    if (functions != null) {
      throw new UsageError("--functions goes with --target local: AWS runs them itself.");
    }
  }

  /**
   * Refuses what this operating system does not run, before anything is created.
   *
   * @throws TargetUnusable with the way out
   */
  void check() {
    asked().ifPresent(FunctionsChoice::asked);
  }

  /**
   * What runs the functions of a scenario.
   *
   * @throws TargetUnusable where this operating system does not run what was asked for
   */
  public FunctionsChoice choice(Scenario scenario) {
    return asked().map(FunctionsChoice::asked).orElseGet(() -> FunctionsChoice.of(scenario));
  }

  private Optional<RuntimeKind> asked() {
    if (functions == null) {
      return Optional.empty();
    }
    return switch (functions) {
      case PROCESSES -> Optional.of(RuntimeKind.PROCESSES);
      case SIMULATED -> Optional.of(RuntimeKind.SIMULATED);
      case AUTO -> Optional.empty();
    };
  }
}
