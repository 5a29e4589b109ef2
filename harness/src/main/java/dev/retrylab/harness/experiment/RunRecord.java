package dev.retrylab.harness.experiment;

import dev.retrylab.harness.deployment.Deployment;
import dev.retrylab.harness.deployment.StackLocation;
import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.deployment.TargetClock;
import dev.retrylab.harness.judge.Conditions;
import dev.retrylab.harness.judge.Finding.SettingsDrift;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.store.NoSuchRun;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.timeline.ClockKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was run, with what, where, and under which conditions: all that a later process needs to go
 * on with the run or to judge it.
 *
 * @param start on the clock of the run
 * @param scenario with the settings as deployed
 * @param target its name: local or aws
 * @param place where to find the target again; empty where it is gone with its process
 */
public record RunRecord(
    RunId runId,
    Instant start,
    Program program,
    Scenario scenario,
    String target,
    ClockKind clock,
    Deployment deployment,
    Conditions conditions,
    List<SettingsDrift> drift,
    Optional<StackLocation> place) {

  /** Which program ran, and how it was called. */
  public record Program(String version, Optional<String> commit, List<String> commandLine) {
    public Program {
      commandLine = List.copyOf(commandLine);
    }
  }

  public RunRecord {
    drift = List.copyOf(drift);
  }

  /** The record of a run that begins now. */
  public static RunRecord begin(Scenario scenario, Target target, Program program) {
    Instant start = target.clock().instant();
    Deployment deployment = target.deployment();
    TargetClock pace = target.clock();
    return new RunRecord(
        RunId.at(start),
        start,
        program,
        scenario.over(deployment.queue(), deployment.mapping(), deployment.function()),
        target.name(),
        target.clockKind(),
        deployment,
        new Conditions(
            // Where no queue is received from: the longest wait (async-delays-1min-2min).
            scenario.trigger() == Trigger.EVENT
                ? Duration.ofMinutes(2)
                : deployment.queue().visibilityTimeout(),
            pace.slack(),
            pace.clockSkew(),
            target.dlqReceiveCountSettled(),
            target.exactlyOnce(),
            deployment.queue().retention(),
            deployment.mapping().dlqEnabled() || !scenario.steps().isEmpty(),
            deployment.mapping().batchingWindow()),
        target.drift().stream()
            .map(
                one ->
                    new SettingsDrift(
                        one.setting(),
                        one.inScenario(),
                        one.deployed(),
                        scenario.about().contains(one.setting())))
            .toList(),
        target.location());
  }

  /** Writes run.json. */
  public void write(RunDirectory directory) {
    directory.write(RunFile.RUN, RunRecordJson.write(this));
  }

  /**
   * Reads run.json.
   *
   * @throws NoSuchRun where it is missing, damaged, or of a version of this program that kept less
   */
  public static RunRecord read(RunDirectory directory) {
    return directory.read(RunFile.RUN, RunRecordJson::read);
  }
}
