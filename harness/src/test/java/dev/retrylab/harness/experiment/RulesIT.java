package dev.retrylab.harness.experiment;

import static dev.retrylab.harness.experiment.Lab.assertTimes;
import static dev.retrylab.harness.experiment.Lab.seconds;
import static dev.retrylab.harness.experiment.Lab.told;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.experiment.Lab.Told;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.judge.evidence.Finding;
import dev.retrylab.harness.local.runtime.RuntimeKind;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs of scenarios at the edge of the rules, with the values that AWS would bring. */
@DisplayName("On the local engine")
@Timeout(120)
class RulesIT {
  private static final OptionalInt NEVER_THERE = OptionalInt.empty();

  @TempDir private Path runs;

  private RunReport run(String scenario, String... settings) throws InterruptedException {
    return new Lab(runs, RuntimeKind.SIMULATED).run(Cases.load(scenario, settings));
  }

  @Test
  @DisplayName("an event is kept at once, unrun, where reserved concurrency is 0")
  void zeroReserved() throws InterruptedException {
    RunReport report = run("event-reserved-zero");
    assertThat(told(report))
        .containsExactly(new Told("e1", Fate.DEAD_LETTERED, 0, 0, OptionalInt.of(1), 1));
    assertTimes(report, "e1", EventType.DLQ_RECEIVED, 0);
    assertThat(report.judgement().findings().get(0).sentence())
        .isEqualTo(
            "1 healthy message was dead-lettered without ever running, because its runs were"
                + " throttled: the function has too little reserved concurrency (e1).");
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
  }

  @Test
  @DisplayName("an event is discarded at once, unrun, where reserved concurrency is 0")
  void zeroReservedDiscards() throws InterruptedException {
    RunReport report = run("event-reserved-zero", "function.onFailure=discard");
    assertThat(told(report)).containsExactly(new Told("e1", Fate.DISCARDED, 0, 0, NEVER_THERE, 0));
    assertThat(seconds(report, "e1", EventType.DISCARDED)).containsExactly(0L);
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
  }

  @Test
  @DisplayName("what moved too late for the dead-letter queue is gone with the move")
  void goneInDlq() throws InterruptedException {
    RunReport report = run("gone-in-dlq");
    assertThat(told(report)).containsExactly(new Told("m", Fate.EXPIRED, 3, 3, NEVER_THERE, 0));
    assertTimes(report, "m", EventType.DEAD_LETTERED, 360);
    assertTimes(report, "m", EventType.EXPIRED, 360);
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
    assertThat(findings(report))
        .anyMatch(
            finding ->
                finding.matches(
                    "m expired at \\+36\\d\\.\\d s: the dead-letter queue's retention, 300 s from the"
                        + " sending, was over when it moved there, so that it was gone with the"
                        + " move\\."));
  }

  @Test
  @DisplayName("what moved to a FIFO dead-letter queue is kept from the move on")
  void keptInFifoDlq() throws InterruptedException {
    RunReport report = run("gone-in-dlq", "queue.type=fifo");
    assertThat(told(report)).containsExactly(Told.deadLettered("m", 3));
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
  }

  @Test
  @DisplayName("what the source queue keeps too short a time expires there, while hidden")
  void expiresHidden() throws InterruptedException {
    RunReport report = run("gone-in-dlq", "queue.retention=3m");
    assertThat(told(report)).containsExactly(new Told("m", Fate.EXPIRED, 2, 2, NEVER_THERE, 0));
    assertThat(seconds(report, "m", EventType.EXPIRED)).containsExactly(180L);
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
    assertThat(findings(report))
        .contains(
            "m expired at +180.0 s: the source queue's retention, 180 s from the sending, was over"
                + " while receive 2 still hid it.");
  }

  @Test
  @DisplayName("the queues' own counts tell of a dead-letter queue that nothing receives from")
  void dlqNotConsumed() throws InterruptedException {
    RunReport report = run("dlq-not-consumed");
    assertThat(told(report))
        .containsExactly(new Told("m", Fate.DEAD_LETTERED, 2, 2, NEVER_THERE, 0));
    assertTimes(report, "m", EventType.DEAD_LETTERED, 60);
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
    assertThat(runs.resolve("dlq-not-consumed"))
        .isDirectoryRecursivelyContaining("glob:**queue-counts.ndjson");
  }

  @Test
  @DisplayName("and so they do of a copy that the consumer sent there, and of events")
  void dlqNotConsumedOtherwise() throws InterruptedException {
    RunReport copied =
        new Lab(runs, RuntimeKind.SIMULATED)
            .run("article", "mapping.dlqEnabled=false", "queue.type=standard");
    assertThat(told(copied))
        .containsExactly(
            new Told("m1", Fate.FORWARDED, 1, 0, NEVER_THERE, 0),
            new Told("m2", Fate.DEAD_LETTERED, 2, 2, NEVER_THERE, 0));
    assertThat(copied.judgement().verdict()).isEqualTo(Verdict.MATCH);
    RunReport event = run("event-reserved-zero", "mapping.dlqEnabled=false");
    assertThat(told(event))
        .containsExactly(new Told("e1", Fate.DEAD_LETTERED, 0, 0, NEVER_THERE, 0));
    assertThat(event.judgement().verdict()).isEqualTo(Verdict.MATCH);
  }

  @Test
  @DisplayName("a message stays in a source queue that nothing receives from")
  void sourceNotConsumed() throws InterruptedException {
    for (String retention : List.of("4d", "1m")) {
      RunReport report =
          run("dlq-not-consumed", "mapping.enabled=false", "queue.retention=" + retention);
      assertThat(told(report)).containsExactly(new Told("m", Fate.QUEUED, 0, 0, NEVER_THERE, 0));
      assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
    }
  }

  @Test
  @DisplayName(
      "in processes, as many batches run together as the mapping allows, or else fewer, which is told")
  void width() throws IOException, InterruptedException {
    // No more processes than what is looked at takes.
    String once = "queue.maxReceiveCount=1";
    String noDlq = "mapping.dlqEnabled=false";
    RunReport wide =
        new Lab(runs).run(Cases.load("many-hanging", once, noDlq, "mapping.maximumConcurrency=8"));
    assertThat(wide.history().messages())
        .allMatch(message -> message.phantoms() == 0)
        .allMatch(message -> message.receives() == 1);
    assertThat(receivedAtOnce(wide)).isEqualTo(8);
    assertThat(findings(wide)).noneMatch(finding -> finding.startsWith("The local engine ran"));
    RunReport narrow = new Lab(runs).run(Cases.load("many-hanging", once, noDlq));
    assertThat(receivedAtOnce(narrow)).isEqualTo(4);
    assertThat(findings(narrow))
        .contains(
            "The local engine ran at most 4 at a time, where AWS could have run 8: throttling and"
                + " bursts are not put to the test by this run.");
  }

  /**
   * How many messages the mapping had received before the first run, a hang of 3 s, was over. The
   * queue's own times: a function may log much later, when its process has started.
   */
  private static long receivedAtOnce(RunReport report) throws IOException {
    ObjectMapper json = new ObjectMapper();
    Set<String> atOnce = new HashSet<>();
    for (String line :
        Files.readAllLines(Path.of(report.runDirectory()).resolve("raw-logs.ndjson"))) {
      String message = json.readTree(line).path("message").asText();
      if (message.startsWith("{")) {
        JsonNode journal = json.readTree(message);
        long sent = journal.path("sentTimestamp").asLong();
        long received = journal.path("firstReceiveTimestamp").asLong();
        if (received > 0 && received - sent < 3_000) {
          atOnce.add(journal.path("messageId").asText());
        }
      }
    }
    return atOnce.size();
  }

  private static List<String> findings(RunReport report) {
    return report.judgement().findings().stream().map(Finding::sentence).toList();
  }

  @Test
  @DisplayName("an event's function may take longer than the unused queue's visibility timeout")
  void longTimeout() throws InterruptedException {
    RunReport report = run("event-long-timeout");
    assertThat(told(report)).containsExactly(new Told("e1", Fate.DISCARDED, 3, 3, NEVER_THERE, 0));
    assertTimes(report, "e1", EventType.RECEIVED, 0, 60, 180);
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
  }
}
