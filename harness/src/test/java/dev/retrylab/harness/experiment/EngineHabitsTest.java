package dev.retrylab.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.retrylab.harness.experiment.Lab.Told;
import dev.retrylab.harness.fidelity.Aspect;
import dev.retrylab.harness.fidelity.Difference;
import dev.retrylab.harness.fidelity.Differences;
import dev.retrylab.harness.judge.HypothesisResult.Standing;
import dev.retrylab.harness.judge.MessageVerdict;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.judge.evidence.Finding;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.document.RunJson;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.Fate;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole aws path against engines with the habits that were seen of them. */
class EngineHabitsTest {
  @TempDir private Path runs;

  private RunReport run(PretendAws engine, Scenario scenario) {
    return new AwsRun(engine, scenario, runs).run();
  }

  /** As Floci does: no line of the platform at all, and nothing marks what was moved. */
  private static Optional<String> withoutPlatform(String line) {
    boolean platform =
        line.startsWith("START") || line.startsWith("END") || line.startsWith("REPORT");
    return platform
        ? Optional.empty()
        : Optional.of(line.replace("\"redriven\":true", "\"redriven\":false"));
  }

  /** As LocalStack does: an end, and never how. */
  private static Optional<String> withoutStatus(String line) {
    return Optional.of(line.replaceFirst("\\tStatus: .*", ""));
  }

  @Test
  @DisplayName("Where no ends are logged, the queue's own count tells what was deleted")
  void withoutEnds() {
    Scenario article = Scenarios.load("article");
    try (PretendAws engine = PretendAws.withLines(article, EngineHabitsTest::withoutPlatform)) {
      RunReport report = run(engine, article);
      assertThat(Lab.told(report))
          .containsExactly(
              new Told("m1", Fate.FORWARDED, 1, 0, OptionalInt.of(1), 1),
              new Told("m2", Fate.DEAD_LETTERED, 2, 2, OptionalInt.of(3), 1));
      assertThat(report.history().message("m1").orElseThrow().events(EventType.DELETED))
          .extracting(event -> event.detail().orElse(""))
          .containsExactly("inferred from the source queue's own count, which holds it no more");
      assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
    }
  }

  /** As Floci does: the redrive itself raises the receive count. */
  private static Optional<String> countedByTheMove(String line) {
    return Optional.of(
        line.contains("\"dlq-consumer\"")
            ? line.replace("\"receiveCount\":3", "\"receiveCount\":4")
            : line);
  }

  @Test
  @DisplayName("Where the move raises the receive count, that is told, and no verdict hangs on it")
  void countRaisedByTheMove() {
    Scenario article = Scenarios.load("article");
    try (PretendAws engine = PretendAws.withLines(article, EngineHabitsTest::countedByTheMove)) {
      RunReport report = run(engine, article);
      assertThat(Lab.told(report))
          .contains(new Told("m2", Fate.DEAD_LETTERED, 2, 2, OptionalInt.of(4), 1));
      assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
      assertThat(report.judgement().findings())
          .extracting(Finding::sentence)
          .contains(
              "m2 arrived in the dead-letter queue with receive count 4, where 3 was expected; for"
                  + " FIFO queues AWS documents no value, so no verdict hangs on it.");
    }
  }

  @Test
  @DisplayName("Where ends have no status, a run that hung has ended, and nothing says how")
  void withoutStatus() {
    Scenario timeout = Scenarios.load("timeout");
    try (PretendAws engine = PretendAws.withLines(timeout, EngineHabitsTest::withoutStatus)) {
      RunReport report = run(engine, timeout);
      assertThat(report.judgement().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
      assertThat(report.evidence().waitedFor())
          .isNotEmpty()
          .allMatch(sentence -> sentence.endsWith("ended: it did, and nothing says how"));
      assertThat(report.judgement().hypotheses())
          .filteredOn(result -> result.id().equals("async-retries-apply"))
          .extracting(result -> result.standing())
          .containsExactly(Standing.REFUTED);
      assertThat(report.judgement().verdict("hanging", "async-retries-apply").orElseThrow())
          .extracting(MessageVerdict::reasons, InstanceOfAssertFactories.list(String.class))
          .first(InstanceOfAssertFactories.STRING)
          .startsWith("at most 2 function errors, not 4: error 3 was due at +60.0 s, and");
      assertThat(RunJson.of(report).path("explanation").asText())
          .startsWith(
              "hanging (user 3) was received twice, and nothing tells how 2 runs ended, not 4 times"
                  + " as async-retries-apply expects; ");
      assertThat(Differences.of(report))
          .allSatisfy(one -> assertThat(one.aspect()).isEqualTo(Aspect.EVIDENCE))
          .extracting(Difference::subject)
          .isNotEmpty()
          .allSatisfy(key -> assertThat(report.history().message(key)).isPresent());
    }
  }

  @Test
  @DisplayName("Where the setting that a scenario is about is dropped, a match is none")
  void settingDropped() {
    // Nothing here limits the concurrency of functions, and the deployment says so.
    Scenario throttled = Scenarios.load("throttled");
    try (PretendAws engine = new PretendAws(throttled)) {
      RunReport report = run(engine, throttled);
      assertThat(report.judgement().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
      assertThat(report.judgement().findings())
          .extracting(Finding::sentence)
          .contains(
              "function.reservedConcurrency is none as deployed, and 0 in the scenario, which is"
                  + " about it: this run does not put it to the test.");
      assertThat(Differences.of(report))
          .extracting(Difference::aspect, Difference::subject)
          .containsExactly(tuple(Aspect.SETTING, "function.reservedConcurrency"));
    }
  }

  @Test
  @DisplayName("A setting that it is not about is told, and leaves the match")
  void otherSettingDiffers() {
    Scenario deployed = Scenarios.load("article", List.of("queue.visibilityTimeout=20s"));
    try (PretendAws engine = new PretendAws(deployed)) {
      RunReport report = run(engine, Scenarios.load("article"));
      assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
      assertThat(report.evidence().drift()).hasSize(1);
    }
  }
}
