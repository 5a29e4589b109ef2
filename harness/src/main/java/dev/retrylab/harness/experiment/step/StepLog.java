package dev.retrylab.harness.experiment.step;

import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Step;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.store.StepLine;
import dev.retrylab.harness.timeline.Observation.HarnessReceived;
import dev.retrylab.harness.timeline.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What is on record of the steps of a run. */
public final class StepLog {
  private final Consumer<StepLine> file;
  private final Map<Integer, Instant> begun = new TreeMap<>();
  private final Map<Integer, StepResult> results = new TreeMap<>();
  private final List<HarnessReceived> received = new ArrayList<>();

  /**
   * @param file is given each line before it counts
   */
  public StepLog(Consumer<StepLine> file) {
    this.file = file;
  }

  /**
   * That of a run: with what an earlier process of it wrote to steps.ndjson.
   *
   * @param steps how many the scenario has
   */
  public static StepLog of(RunDirectory directory, int steps) {
    StepLog log = new StepLog(line -> directory.append(RunFile.STEPS, line));
    directory.readLines(
        RunFile.STEPS,
        StepLine.class,
        line -> {
          if (line.step() < 1 || line.step() > steps) {
            throw new IllegalArgumentException(
                "the scenario has no step %d".formatted(line.step()));
          }
          log.read(line);
        });
    return log;
  }

  /** Before a step is done; of one that is done again, the last time counts. */
  public void begun(int number, Step step, Instant at) {
    add(StepLine.begun(number, step.what(), at));
  }

  /** After a step. */
  public void done(StepResult result, List<HarnessReceived> messages) {
    add(StepLine.done(result, messages));
  }

  private void add(StepLine line) {
    file.accept(line);
    read(line);
  }

  private void read(StepLine line) {
    switch (line.state()) {
      case "begun" -> begun.put(line.step(), line.at());
      case "done" -> {
        results.put(line.step(), line.result());
        received.addAll(line.messages());
      }
      default -> {} // of a later version
    }
  }

  /** When a step was last begun, perhaps by a process that did not end it. */
  public Optional<Instant> begunAt(int number) {
    return Optional.ofNullable(begun.get(number));
  }

  /** Whether a step is done, by this process or an earlier one. */
  public boolean isDone(int number) {
    return results.containsKey(number);
  }

  /** What the steps brought that are done, in their order. */
  public List<StepResult> results() {
    return List.copyOf(results.values());
  }

  /** The messages that the steps received, in order. */
  public List<HarnessReceived> received() {
    return List.copyOf(received);
  }

  /** When the first move task began: from then on there may be messages that one brought. */
  public Optional<Instant> firstMove(Scenario scenario) {
    return begun.entrySet().stream()
        .filter(entry -> scenario.steps().get(entry.getKey() - 1) instanceof Step.MoveTask)
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /**
   * How much later than planned the latest step was begun; the steps behind it are put off by as
   * much, so that they keep their distance.
   */
  public Duration lateness(Scenario scenario, Instant start) {
    return begun.entrySet().stream()
        .map(
            step -> Duration.between(start.plus(planned(scenario, step.getKey())), step.getValue()))
        .filter(late -> !late.isNegative())
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private static Duration planned(Scenario scenario, int number) {
    return scenario.steps().get(number - 1).at();
  }

  /** The steps at the times at which they were really done, or are still to be done. */
  public List<Step> asDone(Scenario scenario, Instant start) {
    Duration late = lateness(scenario, start);
    List<Step> steps = new ArrayList<>();
    for (Step step : scenario.steps()) {
      Optional<Duration> real =
          begunAt(steps.size() + 1).map(begunAt -> Duration.between(start, begunAt));
      Duration time = real.orElseGet(() -> step.at().plus(late));
      steps.add(step.at(time.compareTo(step.at()) < 0 ? step.at() : time));
    }
    return steps;
  }

  /** What is still to be done, one phrase each. */
  public List<String> missing(Scenario scenario) {
    List<String> missing = new ArrayList<>();
    for (int number = 1; number <= scenario.steps().size(); number++) {
      if (!isDone(number)) {
        missing.add("step %d: %s".formatted(number, scenario.steps().get(number - 1).what()));
      }
    }
    return missing;
  }
}
