package dev.retrylab.harness.deployment.local;

import dev.retrylab.harness.deployment.TargetUnusable;
import dev.retrylab.harness.local.runtime.RuntimeKind;
import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.FailBetween;
import dev.retrylab.harness.scenario.FunctionSettings;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.text.DurationText;
import java.time.Duration;

/**
 * What runs the functions of a scenario on the local engine.
 *
 * @param why as the rest of a sentence that says so
 */
public record FunctionsChoice(RuntimeKind kind, String why) {
  /** A run that takes longer in a process is waited for as long, on the virtual clock too. */
  private static final Duration LONG_RUN = Duration.ofSeconds(10);

  /** Processes while the scenario and this operating system fit them, else simulated. */
  public static FunctionsChoice of(Scenario scenario) {
    return of(scenario, RuntimeKind.operatingSystem());
  }

  static FunctionsChoice of(Scenario scenario, String operatingSystem) {
    if (!RuntimeKind.PROCESSES.runsOn(operatingSystem)) {
      return simulated("AWS's runtime client is for Linux");
    }
    if (LocalConcurrency.moreThanProcesses(scenario)) {
      return simulated("more than 16 may run at a time");
    }
    Duration timeout = scenario.function().timeout();
    if (timeout.compareTo(LONG_RUN) > 0 && hangs(scenario)) {
      return simulated("a run takes " + timeout.toSeconds() + " s");
    }
    if (needsTheEnginesTime(scenario)) {
      return simulated("a behaviour goes by the time of the run");
    }
    Duration work = work(scenario);
    if (work.compareTo(LONG_RUN) > 0) {
      return simulated("its messages take " + work.toSeconds() + " s of work");
    }
    Duration start = scenario.function().initDuration();
    if (!start.equals(FunctionSettings.defaults().initDuration())) {
      return simulated("a cold start takes " + DurationText.print(start));
    }
    return new FunctionsChoice(RuntimeKind.PROCESSES, "few run at a time, and none for long");
  }

  /**
   * Whether a process, which knows the wall clock only, cannot do on a virtual clock what it is to.
   */
  static boolean needsTheEnginesTime(Scenario scenario) {
    return scenario.messages().stream()
        .anyMatch(message -> message.behaviour() instanceof FailBetween);
  }

  private static Duration work(Scenario scenario) {
    return scenario.messages().stream()
        .map(MessageSpec::duration)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * The kind that somebody asks for.
   *
   * @throws TargetUnusable where this operating system does not run it
   */
  public static FunctionsChoice asked(RuntimeKind kind) {
    return asked(kind, RuntimeKind.operatingSystem());
  }

  static FunctionsChoice asked(RuntimeKind kind, String operatingSystem) {
    if (!kind.runsOn(operatingSystem)) {
      throw new TargetUnusable(
          "--functions processes needs Linux, since AWS's runtime client is for Linux only, and this"
              + " is %s. Use --functions simulated: it calls the same handlers inside the harness."
                  .formatted(operatingSystem));
    }
    return new FunctionsChoice(kind, "as asked");
  }

  /** As a run tells it. */
  public String sentence() {
    return "Functions: %s, %s.".formatted(kind.word(), why);
  }

  private static FunctionsChoice simulated(String why) {
    return new FunctionsChoice(RuntimeKind.SIMULATED, why);
  }

  /** Whether a run may outlast the function's timeout because the scenario says so. */
  static boolean hangs(Scenario scenario) {
    return scenario.messages().stream()
        .anyMatch(message -> message.behaviour() instanceof Behaviour.Hang);
  }
}
