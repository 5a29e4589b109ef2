package dev.retrylab.harness.cli.run;

import dev.retrylab.harness.cli.exit.ErrorMessage;
import dev.retrylab.harness.cli.exit.ExitCode;
import dev.retrylab.harness.judge.HypothesisResult;
import dev.retrylab.harness.judge.HypothesisResult.Standing;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.Scenario;
import java.util.List;
import java.util.Optional;

/**
 * How one of several runs has ended: with a report, or with an error.
 *
 * @param runDirectory empty where it came to none
 * @param report empty where the run failed
 * @param error empty where it did not
 */
record RunResult(
    Scenario scenario,
    Optional<String> runDirectory,
    Optional<RunReport> report,
    Optional<ErrorMessage> error) {
  static final String FAILED = "failed";

  static RunResult of(RunReport report) {
    return new RunResult(
        report.scenario(),
        Optional.of(report.runDirectory()),
        Optional.of(report),
        Optional.empty());
  }

  static RunResult failed(Scenario scenario, Optional<String> runDirectory, Exception e) {
    return new RunResult(
        scenario,
        runDirectory,
        Optional.empty(),
        Optional.of(ErrorMessage.of(e, runDirectory.orElse("latest"))));
  }

  /** Of a run that failed, INCONCLUSIVE: nothing was judged. */
  Verdict verdict() {
    return report.map(found -> found.judgement().verdict()).orElse(Verdict.INCONCLUSIVE);
  }

  int exitCode() {
    return error.map(ErrorMessage::exitCode).orElseGet(() -> ExitCode.of(verdict()));
  }

  /** The hypotheses that did not survive. */
  List<String> refuted() {
    return report.stream()
        .flatMap(found -> found.judgement().hypotheses().stream())
        .filter(result -> result.standing() == Standing.REFUTED)
        .map(HypothesisResult::id)
        .toList();
  }

  /** Whether a setting is deployed otherwise than the scenario says. */
  boolean settingsDiffer() {
    return report.stream().anyMatch(found -> !found.evidence().drift().isEmpty());
  }

  /** The verdict, or that there is none. */
  String word() {
    return report.isPresent() ? verdict().name() : FAILED;
  }
}
