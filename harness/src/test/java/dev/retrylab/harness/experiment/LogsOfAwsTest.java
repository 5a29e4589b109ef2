package dev.retrylab.harness.experiment;

import static dev.retrylab.harness.experiment.InvocationLines.UNCAUGHT;
import static dev.retrylab.harness.experiment.InvocationLines.consumer;
import static dev.retrylab.harness.experiment.InvocationLines.dlqConsumer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.retrylab.harness.experiment.InvocationLines.Item;
import dev.retrylab.harness.experiment.InvocationLines.Style;
import dev.retrylab.harness.experiment.WrittenRun.Line;
import dev.retrylab.harness.judge.HypothesisResult;
import dev.retrylab.harness.judge.HypothesisResult.Standing;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.judge.evidence.EvidenceFinding;
import dev.retrylab.harness.judge.evidence.Finding;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.MessageHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Log lines as AWS writes them, in every style that is on record, and what a stored run of them
 * says.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LogsOfAwsTest {
  private static final String QUEUE =
      "queue: { visibilityTimeout: 30s, maxReceiveCount: 2 }\nfunction: { timeout: 3s, retryAttempts: 1 }\n";
  private static final Scenario FAILING = scenario("batchSize: 1", "throw");
  private static final Scenario HANGING = scenario("batchSize: 1", "hang");
  private static final Scenario CRASHING = scenario("batchSize: 1", "crash");

  private static Scenario scenario(String mapping, String... behaviours) {
    StringBuilder yaml =
        new StringBuilder("name: written\n" + QUEUE + "mapping: { " + mapping + " }\nmessages:\n");
    for (int i = 0; i < behaviours.length; i++) {
      yaml.append(
          "  - { key: m%d, userId: \"3\", behaviour: %s }\n".formatted(i + 1, behaviours[i]));
    }
    return WrittenRun.scenario(yaml + "hypotheses: [documented, async-retries-apply]\n");
  }

  private static List<Line> lines(Style style, InvocationLines... invocations) {
    List<Line> lines = new ArrayList<>();
    for (InvocationLines one : invocations) {
      lines.addAll(one.lines(style));
    }
    return lines;
  }

  /** Two receives that end alike, and then the dead-letter queue. */
  private static InvocationLines[] twice(Ending ending, String outcome) {
    return new InvocationLines[] {
      consumer("r1", 100, ending, Item.of("m1", 1, outcome)),
      consumer("r2", 30_200, ending, Item.of("m1", 2, outcome)),
      dlqConsumer("d1", 60_400, Item.redriven("m1", 3))
    };
  }

  private static MessageHistory message(RunReport report, String key) {
    return report.history().message(key).orElseThrow();
  }

  private static List<EventType> types(RunReport report, String key) {
    return message(report, key).events().stream().map(event -> event.type()).toList();
  }

  private static Standing standing(RunReport report, String hypothesis) {
    return report.judgement().hypotheses().stream()
        .filter(result -> result.id().equals(hypothesis))
        .map(HypothesisResult::standing)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void a_timeout_is_one_in_every_style(Style style) {
    RunReport report = WrittenRun.judge(HANGING, lines(style, twice(Ending.TIMED_OUT, "")));
    assertThat(message(report, "m1").events(EventType.TIMED_OUT)).hasSize(2);
    assertThat(report.history().invocationErrors()).isEqualTo(2);
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
    assertThat(standing(report, "async-retries-apply")).isEqualTo(Standing.REFUTED);
  }

  @ParameterizedTest
  @EnumSource
  void a_timeout_is_that_of_its_whole_batch_in_every_style(Style style) {
    Scenario scenario = scenario("batchSize: 10", "succeed", "hang", "succeed");
    List<Line> lines = new ArrayList<>();
    for (int receive = 1; receive <= 2; receive++) {
      lines.addAll(
          consumer(
                  "r" + receive,
                  30_100 * (receive - 1) + 100,
                  Ending.TIMED_OUT,
                  Item.of("m1", receive, "succeeded"),
                  Item.of("m2", receive, ""),
                  Item.of("m3", receive, ""))
              .lines(style));
    }
    lines.addAll(
        dlqConsumer(
                "d1",
                60_400,
                Item.redriven("m1", 3),
                Item.redriven("m2", 3),
                Item.redriven("m3", 3))
            .lines(style));
    RunReport report = WrittenRun.judge(scenario, lines);
    assertThat(report.history().messages())
        .extracting(
            MessageHistory::key, MessageHistory::functionErrors, MessageHistory::unprocessed)
        .containsExactly(tuple("m1", 2, 0), tuple("m2", 2, 0), tuple("m3", 0, 2));
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
  }

  @ParameterizedTest
  @EnumSource
  void a_process_that_ends_has_crashed_in_every_style(Style style) {
    RunReport report = WrittenRun.judge(CRASHING, lines(style, twice(Ending.CRASHED, "")));
    assertThat(message(report, "m1").events(EventType.CRASHED)).hasSize(2);
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Runtime.OutOfMemory", "Extension.Crash"})
  void so_has_one_that_the_platform_ended(String type) {
    List<Line> lines =
        lines(Style.TEXT, twice(Ending.CRASHED, "")).stream()
            .map(line -> changed(line, "Runtime.ExitError", type))
            .toList();
    RunReport report = WrittenRun.judge(CRASHING, lines);
    assertThat(message(report, "m1").events(EventType.CRASHED)).hasSize(2);
  }

  private static Line changed(Line line, String text, String other) {
    return new Line(
        line.function(), line.stream(), line.millis(), line.message().replace(text, other));
  }

  @Test
  void failing_invocations_that_nobody_explains_leave_a_run_inconclusive() {
    List<Line> lines = new ArrayList<>(lines(Style.TEXT, twice(Ending.ERROR, "failed")));
    lines.addAll(unexplained("x1", 10_000, "\tStatus: error\tError Type: Runtime.ExitError"));
    lines.addAll(unexplained("x2", 40_000, "\tStatus: error\tError Type: Runtime.ExitError"));
    RunReport report = WrittenRun.judge(FAILING, lines);
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(report.judgement().findings()).contains(new EvidenceFinding.UnexplainedRuns(2));
    assertThat(standing(report, "async-retries-apply")).isEqualTo(Standing.OPEN);
  }

  @Test
  void so_does_one_that_did_not_fail_and_an_event_has_them_too() {
    List<Line> lines = new ArrayList<>(lines(Style.TEXT, twice(Ending.ERROR, "failed")));
    lines.addAll(unexplained("x1", 10_000, ""));
    RunReport report = WrittenRun.judge(FAILING, lines);
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(report.judgement().findings())
        .extracting(Finding::sentence)
        .noneMatch(sentence -> sentence.contains("succeeded"));
  }

  @Test
  void an_invocation_that_began_before_the_run_is_none_of_it() {
    List<Line> lines = new ArrayList<>(unexplained("x1", -3_000, ""));
    lines.addAll(lines(Style.TEXT, twice(Ending.ERROR, "failed")));
    assertThat(WrittenRun.judge(FAILING, lines).judgement().verdict()).isEqualTo(Verdict.MATCH);
  }

  @Test
  void a_receive_that_no_function_logged_accounts_for_one() {
    List<Line> lines = new ArrayList<>(unexplained("x1", 100, "\tStatus: error\tError Type: E"));
    lines.addAll(
        consumer("r2", 30_200, Ending.ERROR, Item.of("m1", 2, "failed")).lines(Style.TEXT));
    lines.addAll(dlqConsumer("d1", 60_400, Item.redriven("m1", 3)).lines(Style.TEXT));
    RunReport report = WrittenRun.judge(FAILING, lines);
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
    assertThat(message(report, "m1").phantoms()).isEqualTo(1);
  }

  private static List<Line> unexplained(String requestId, long millis, String status) {
    return List.of(
        line(requestId, millis, "START RequestId: " + requestId + " Version: $LATEST"),
        line(requestId, millis + 5, "END RequestId: " + requestId),
        line(
            requestId,
            millis + 5,
            "REPORT RequestId: " + requestId + "\tDuration: 5.00 ms" + status));
  }

  private static Line line(String requestId, long millis, String message) {
    return new Line(FunctionRole.CONSUMER, "stream-of-" + requestId, millis, message);
  }

  @ParameterizedTest
  @EnumSource
  void a_batch_of_which_a_record_failed_has_failed_whatever_the_platform_says(Style style) {
    Scenario scenario = scenario("batchSize: 10", "succeed", "throw");
    List<Line> lines = new ArrayList<>();
    for (int receive = 1; receive <= 2; receive++) {
      lines.addAll(
          consumer(
                  "r" + receive,
                  30_100 * (receive - 1) + 100,
                  Ending.ERROR,
                  Item.of("m1", receive, "succeeded"),
                  Item.of("m2", receive, "failed"))
              .lines(style));
    }
    lines.addAll(
        dlqConsumer("d1", 60_400, Item.redriven("m1", 3), Item.redriven("m2", 3)).lines(style));
    RunReport report = WrittenRun.judge(scenario, lines);
    assertThat(message(report, "m1").functionErrors()).isEqualTo(2);
    assertThat(message(report, "m1").events(EventType.DELETED)).isEmpty();
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
  }

  @ParameterizedTest
  @EnumSource
  void attempts_under_one_request_id_are_each_told_by_themselves(Style style) {
    RunReport report =
        WrittenRun.judge(
            event("throw"),
            lines(
                style,
                consumer("r1", 100, Ending.ERROR, attempt("failed")),
                consumer("r1", 60_200, Ending.OK, attempt("succeeded"))));
    assertThat(types(report, "m1"))
        .containsExactly(
            EventType.SENT,
            EventType.RECEIVED,
            EventType.FAILED,
            EventType.RECEIVED,
            EventType.SUCCEEDED,
            EventType.DELETED);
    assertThat(message(report, "m1").fate()).isEqualTo(Fate.CONSUMED);
    assertThat(message(report, "m1").functionErrors()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void so_is_one_that_died_before_its_first_line(Style style) {
    List<Line> lines = new ArrayList<>(consumer("r1", 100, Ending.CRASHED).lines(style));
    lines.addAll(consumer("r1", 60_200, Ending.OK, attempt("succeeded")).lines(style));
    RunReport report = WrittenRun.judge(event("succeed"), lines);
    assertThat(types(report, "m1"))
        .containsExactly(
            EventType.SENT,
            EventType.RECEIVED,
            EventType.CRASHED,
            EventType.RECEIVED,
            EventType.SUCCEEDED,
            EventType.DELETED);
    assertThat(message(report, "m1").receives()).isEqualTo(2);
    assertThat(report.history().invocationErrors()).isEqualTo(1);
  }

  private static Scenario event(String behaviour) {
    return WrittenRun.scenario(
        "name: written\ntrigger: { type: event }\n"
            + QUEUE
            + "messages:\n  - { key: m1, userId: \"3\", behaviour: "
            + behaviour
            + " }\nhypotheses: [documented]\n");
  }

  private static Item attempt(String outcome) {
    return new Item("m1", WrittenRun.RUN.text() + "-m1", 1, false, Optional.of(outcome));
  }

  @ParameterizedTest
  @EnumSource
  void an_error_that_leaves_the_handler_is_a_failure(Style style) {
    List<Line> lines = new ArrayList<>();
    for (InvocationLines one : twice(Ending.UNKNOWN, "")) {
      List<Line> its = one.lines(style);
      lines.addAll(its);
      if (one.function() == FunctionRole.CONSUMER) {
        lines.add(
            new Line(
                one.function(),
                its.get(0).stream(),
                one.millis() + 3,
                "a/B: java.lang.NoClassDefFoundError\njava.lang.NoClassDefFoundError: a/B\n\tat a.C.d(C.java:7)\n"));
      }
    }
    RunReport report = WrittenRun.judge(FAILING, lines);
    assertThat(message(report, "m1").errors())
        .extracting(error -> error.type(), error -> error.detail().orElse(""))
        .containsOnly(tuple(EventType.FAILED, "java.lang.NoClassDefFoundError"));
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
  }

  @ParameterizedTest
  @EnumSource(names = {"OLD_TEXT", "JSON"})
  void an_end_of_which_nothing_says_how_is_an_end_and_may_have_been_an_error(Style style) {
    RunReport report = WrittenRun.judge(FAILING, lines(style, twice(Ending.UNKNOWN, "")));
    assertThat(types(report, "m1"))
        .containsExactly(
            EventType.SENT,
            EventType.RECEIVED,
            EventType.ENDED,
            EventType.RECEIVED,
            EventType.ENDED,
            EventType.DEAD_LETTERED,
            EventType.DLQ_RECEIVED);
    assertThat(message(report, "m1").openReceives()).isEmpty();
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(report.evidence().waitedFor())
        .containsExactly(
            "m1: how the run of receive 1 ended: it did, and nothing says how",
            "m1: how the run of receive 2 ended: it did, and nothing says how");
    // Two runs have at most two errors, and it expects four.
    assertThat(standing(report, "async-retries-apply")).isEqualTo(Standing.REFUTED);
  }

  /** What a logger writes of one that was caught. */
  private static final String LOGGED =
      "could not flush\njava.lang.IllegalStateException: closed\n\tat a.C.d(C.java:7)\n";

  /** The lines of an invocation, with a stack trace so long behind its beginning. */
  private static List<Line> traced(Style style, InvocationLines one, String trace, long after) {
    List<Line> its = new ArrayList<>(one.lines(style));
    String text = one.logged(style, "ERROR", trace);
    its.add(new Line(one.function(), its.get(0).stream(), one.millis() + after, text));
    return its;
  }

  private static List<Line> twiceTraced(Style style, String trace, long after) {
    List<Line> lines = new ArrayList<>();
    for (InvocationLines one : twice(Ending.UNKNOWN, "succeeded")) {
      lines.addAll(
          one.function() == FunctionRole.CONSUMER
              ? traced(style, one, trace, after)
              : one.lines(style));
    }
    return lines;
  }

  @ParameterizedTest
  @EnumSource
  void an_exception_behind_the_last_record_fails_the_whole_batch(Style style) {
    // START at 0 ms, received at 2 ms, the outcome at 4 ms, END or the report at 6 ms.
    RunReport report = WrittenRun.judge(FAILING, twiceTraced(style, UNCAUGHT, 5));
    assertThat(types(report, "m1"))
        .containsExactly(
            EventType.SENT,
            EventType.RECEIVED,
            EventType.SUCCEEDED,
            EventType.FAILED,
            EventType.RECEIVED,
            EventType.SUCCEEDED,
            EventType.FAILED,
            EventType.DEAD_LETTERED,
            EventType.DLQ_RECEIVED);
    assertThat(message(report, "m1").functionErrors()).isEqualTo(2);
    assertThat(report.history().invocationErrors()).isEqualTo(2);
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
  }

  @ParameterizedTest
  @EnumSource
  void so_it_does_where_the_clock_stepped_back_or_the_platform_logs_no_end(Style style) {
    assertThat(WrittenRun.judge(FAILING, twiceTraced(style, UNCAUGHT, 3)).judgement().verdict())
        .isEqualTo(Verdict.MATCH);
    List<Line> endless = new ArrayList<>(twiceTraced(style, UNCAUGHT, 5));
    endless.removeIf(line -> line.message().matches("(?s)(END|REPORT) .*|.*platform\\.report.*"));
    RunReport report = WrittenRun.judge(FAILING, endless);
    assertThat(message(report, "m1").functionErrors()).isEqualTo(2);
    assertThat(report.history().invocationErrors()).isEqualTo(2);
  }

  @Test
  void a_trace_behind_the_end_of_a_good_run_is_not_taken_for_its_failure() {
    // That of the next run in the same environment, stamped before its START by a clock that
    // stepped back.
    List<Line> lines =
        new ArrayList<>(
            traced(
                Style.TEXT,
                consumer("r1", 100, Ending.OK, Item.of("m1", 1, "succeeded")),
                UNCAUGHT,
                10));
    RunReport report = WrittenRun.judge(scenario("batchSize: 1", "succeed"), lines);
    assertThat(message(report, "m1").functionErrors()).isZero();
    assertThat(report.history().invocationErrors()).isZero();
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @ParameterizedTest
  @EnumSource(names = {"TEXT", "JSON"})
  void a_status_that_nobody_knows_is_no_success(Style style) {
    InvocationLines run = consumer("r1", 100, Ending.OK, Item.of("m1", 1, "succeeded"));
    List<Line> lines =
        run.lines(style).stream()
            .map(line -> changed(line, "143 MB\t", "143 MB\tStatus: evicted"))
            .map(line -> changed(line, "\"success\"", "\"evicted\""))
            .toList();
    RunReport report = WrittenRun.judge(scenario("batchSize: 1", "succeed"), lines);
    assertThat(types(report, "m1")).doesNotContain(EventType.DELETED);
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @ParameterizedTest
  @EnumSource
  void a_logged_exception_that_was_caught_before_the_outcome_fails_nothing(Style style) {
    Scenario forwarding = scenario("batchSize: 1", "forward");
    List<Line> lines =
        new ArrayList<>(
            traced(
                style, consumer("r1", 100, Ending.OK, Item.of("m1", 1, "forwarded")), LOGGED, 3));
    lines.addAll(dlqConsumer("d1", 1_200, Item.copy("m1")).lines(style));
    RunReport report = WrittenRun.judge(forwarding, lines);
    assertThat(message(report, "m1").fate()).isEqualTo(Fate.FORWARDED);
    assertThat(message(report, "m1").functionErrors()).isZero();
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
  }

  @ParameterizedTest
  @EnumSource
  void of_a_trace_behind_the_last_outcome_nobody_knows_whether_it_was_caught(Style style) {
    RunReport report =
        WrittenRun.judge(
            scenario("batchSize: 1", "succeed"),
            traced(
                style, consumer("r1", 100, Ending.OK, Item.of("m1", 1, "succeeded")), LOGGED, 5));
    assertThat(types(report, "m1"))
        .containsExactly(EventType.SENT, EventType.RECEIVED, EventType.SUCCEEDED, EventType.ENDED);
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }
}
