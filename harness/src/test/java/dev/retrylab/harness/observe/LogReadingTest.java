package dev.retrylab.harness.observe;

import static dev.retrylab.harness.observe.Lines.at;
import static dev.retrylab.harness.observe.Lines.consumer;
import static dev.retrylab.harness.observe.Lines.dlqConsumer;
import static dev.retrylab.harness.observe.Lines.late;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.JournalRecord;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.InvocationEnded;
import dev.retrylab.harness.timeline.Observation.InvocationStarted;
import dev.retrylab.harness.timeline.Observation.JournalOutcome;
import dev.retrylab.harness.timeline.Observation.JournalReceived;
import dev.retrylab.harness.timeline.Observation.StackTrace;
import dev.retrylab.harness.timeline.RecordOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LogReadingTest {
  private static final Logger LOG = Logger.getLogger(LogLineReader.class.getName());
  private static final String REPORT =
      "REPORT RequestId: r1\tDuration: 12.30 ms\tBilled Duration: 13 ms\tMemory Size: 256 MB";
  private static final String RECORD =
      "\"function\":\"consumer\",\"runId\":\"run\",\"key\":\"m2\",\"userId\":\"2\","
          + "\"messageId\":\"id-m2\",\"group\":\"2\",\"receiveCount\":1,\"requestId\":\"r1\","
          + "\"sentTimestamp\":%d,\"firstReceiveTimestamp\":%d,\"redriven\":false"
              .formatted(at(0).toEpochMilli(), at(7).toEpochMilli());
  private static final String RECEIVED = "{\"retryLab\":1,\"event\":\"received\"," + RECORD + "}";
  private static final String FAILED =
      "{\"retryLab\":1,\"event\":\"outcome\","
          + RECORD
          + ",\"outcome\":\"failed\",\"error\":\"java.lang.IllegalStateException: no\"}";
  private static final String FORWARDED =
      "{\"retryLab\":1,\"event\":\"outcome\","
          + RECORD
          + ",\"outcome\":\"forwarded\",\"error\":\"E: no\",\"forwardedMessageId\":\"copy\"}";

  private static final JournalRecord M2 =
      new JournalRecord(
          FunctionRole.CONSUMER,
          Optional.of("run"),
          Optional.of("m2"),
          Optional.of("2"),
          "id-m2",
          Optional.of("2"),
          1,
          "r1",
          at(0),
          at(7),
          false);
  private static final Observation M2_FAILED =
      new JournalOutcome(
          M2,
          RecordOutcome.FAILED,
          Optional.of("java.lang.IllegalStateException: no"),
          Optional.empty(),
          at(20));

  @BeforeEach
  void silence() {
    LOG.setLevel(Level.OFF);
  }

  @Test
  void the_longest_lag_is_that_of_the_slowest_event_and_none_where_its_clock_is_ahead() {
    LogEvidenceReader reader = new LogEvidenceReader();
    reader.add(late("early", 0, -30));
    assertThat(reader.digest().longestLag()).isZero();
    reader.add(late("e2", 10, 2_500));
    reader.add(late("e1", 0, 100));
    assertThat(reader.digest().longestLag()).isEqualTo(Duration.ofMillis(2_500));
  }

  @AfterEach
  void speakAgain() {
    LOG.setLevel(null);
  }

  private static List<Observation> read(LogLine... lines) {
    return read(List.of(lines));
  }

  static List<Observation> read(List<LogLine> lines) {
    LogEvidenceReader digestion = new LogEvidenceReader();
    lines.forEach(digestion::add);
    return digestion.digest().observations();
  }

  private static InvocationEnded ended(Ending ending, String error, long millis) {
    return new InvocationEnded(
        FunctionRole.CONSUMER,
        "r1",
        ending,
        Optional.of(error).filter(text -> !text.isEmpty()),
        at(millis));
  }

  private static String inJson(String message) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("timestamp", "2026-11-21T21:24:04.020Z")
        .put("level", "UNDEFINED")
        .put("message", message)
        .put("AWSRequestId", "r1")
        .toString();
  }

  private static String platformReport(String status, String more) {
    return ("{\"time\":\"2026-11-21T21:24:04.030Z\",\"type\":\"platform.report\",\"record\":"
            + "{\"requestId\":\"r1\",\"metrics\":{\"durationMs\":12.3},\"status\":\"%s\"%s}}")
        .formatted(status, more);
  }

  @Test
  void a_received_line_tells_all_of_the_record_and_the_time_of_its_log_event() {
    assertThat(read(consumer(20, RECEIVED))).containsExactly(new JournalReceived(M2, at(20)));
  }

  @Test
  void a_line_of_a_body_that_is_no_json_leaves_out_what_cannot_be_known() {
    String bare =
        ("{\"retryLab\":1,\"event\":\"received\",\"function\":\"dlq-consumer\",\"messageId\":\"x\","
                + "\"receiveCount\":3,\"requestId\":\"r9\",\"sentTimestamp\":%d,"
                + "\"firstReceiveTimestamp\":%d,\"redriven\":true}")
            .formatted(at(0).toEpochMilli(), at(1).toEpochMilli());
    assertThat(read(dlqConsumer(5, bare)))
        .containsExactly(
            new JournalReceived(
                new JournalRecord(
                    FunctionRole.DLQ_CONSUMER,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    "x",
                    Optional.empty(),
                    3,
                    "r9",
                    at(0),
                    at(1),
                    true),
                at(5)));
  }

  @Test
  void an_outcome_tells_its_error_and_the_copy_that_was_sent() {
    assertThat(read(consumer(20, FAILED), consumer(21, FORWARDED)))
        .containsExactly(
            M2_FAILED,
            new JournalOutcome(
                M2, RecordOutcome.FORWARDED, Optional.of("E: no"), Optional.of("copy"), at(21)));
  }

  @Test
  void the_json_log_format_carries_the_journal_line_in_its_message() {
    assertThat(read(consumer(20, inJson(FAILED)))).containsExactly(M2_FAILED);
  }

  @Test
  void the_message_may_also_be_an_object() {
    assertThat(read(consumer(20, "{\"level\":\"INFO\",\"message\":" + FAILED + "}")))
        .containsExactly(M2_FAILED);
  }

  @Test
  void a_report_without_a_status_tells_an_end_and_not_how() {
    assertThat(read(consumer(30, REPORT))).containsExactly(ended(Ending.UNKNOWN, "", 30));
    assertThat(read(consumer(30, "END RequestId: r1")))
        .containsExactly(ended(Ending.UNKNOWN, "", 30));
  }

  @Test
  void the_platform_tells_when_an_invocation_begins() {
    InvocationStarted started = new InvocationStarted(FunctionRole.CONSUMER, "r1", at(5));
    assertThat(read(consumer(5, "START RequestId: r1 Version: $LATEST"))).containsExactly(started);
    assertThat(read(consumer(5, "{\"type\":\"platform.start\",\"record\":{\"requestId\":\"r1\"}}")))
        .containsExactly(started);
  }

  @Test
  void a_timeout_and_the_exit_of_a_process_have_lines_of_their_own_in_the_old_style() {
    assertThat(
            read(
                consumer(30, "2026-11-27T15:58:07.573Z r1 Task timed out after 3.00 seconds\n\n"),
                consumer(
                    31,
                    "RequestId: r1 Error: Runtime exited with error: exit status 1\nRuntime.ExitError\n"),
                consumer(32, "RequestId: r1 Process exited before completing request\n"),
                consumer(33, "2026-11-27T15:58:07.573Z r1 Task timed out after 3 seconds")))
        .containsExactly(
            ended(Ending.TIMED_OUT, "", 30),
            ended(Ending.CRASHED, "Runtime.ExitError", 31),
            ended(Ending.CRASHED, "Process exited before completing request", 32),
            ended(Ending.TIMED_OUT, "", 33));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Runtime.ExitError",
        "Runtime.OutOfMemory",
        "Extension.Crash",
        "Extension.ExitError"
      })
  void each_of_these_is_the_end_of_a_process(String type) {
    assertThat(
            read(
                consumer(30, REPORT + "\tStatus: error\tError Type: " + type),
                consumer(31, platformReport("error", ",\"errorType\":\"" + type + "\""))))
        .containsExactly(ended(Ending.CRASHED, type, 30), ended(Ending.CRASHED, type, 31));
  }

  @Test
  void an_error_of_the_sandbox_may_be_a_timeout() {
    assertThat(
            read(
                consumer(30, REPORT + "\tStatus: error\tError Type: Sandbox.Timedout"),
                consumer(31, platformReport("error", ",\"errorType\":\"Sandbox.Timedout\""))))
        .containsExactly(
            ended(Ending.TIMED_OUT, "Sandbox.Timedout", 30),
            ended(Ending.TIMED_OUT, "Sandbox.Timedout", 31));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.OutOfMemoryError: Java heap space",
        "Java heap space: java.lang.OutOfMemoryError\njava.lang.OutOfMemoryError: Java heap space",
        "Exception in thread \"main\" java.lang.OutOfMemoryError: Java heap space",
        "\tat a.b.C.d(C.java:7)",
        "Caused by: java.lang.OutOfMemoryError: Java heap space"
      })
  void each_of_these_is_of_a_stack_trace(String text) {
    assertThat(read(consumer(10, "START RequestId: r1 Version: $LATEST"), consumer(20, text)))
        .hasSize(2)
        .last()
        .isInstanceOf(StackTrace.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.", "a/", "\tat a/", "java."})
  void a_text_of_endless_names_is_passed_over(String name) {
    String start = "START RequestId: r1 Version: $LATEST";
    assertThat(read(consumer(10, start), consumer(20, name.repeat(60_000)))).hasSize(1);
  }

  @Test
  void a_status_that_nobody_knows_is_no_success() {
    assertThat(
            read(consumer(30, REPORT + "\tStatus: fine"), consumer(31, platformReport("fine", ""))))
        .containsExactly(
            ended(Ending.UNKNOWN, "status fine", 30), ended(Ending.UNKNOWN, "status fine", 31));
  }

  @Test
  void a_fault_of_the_json_format_is_a_line_of_the_text_format() {
    assertThat(
            read(
                consumer(
                    30,
                    "{\"type\":\"platform.fault\",\"record\":\"RequestId: r1 Error: Runtime exited with error: signal: killed\\nRuntime.ExitError\"}")))
        .containsExactly(ended(Ending.CRASHED, "Runtime.ExitError", 30));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\n\n", "  "})
  void lines_that_come_glued_into_one_event_are_read_each(String between) {
    String id = "11111111-2222-3333-4444-555555555555";
    String report = "REPORT RequestId: " + id + "\tDuration: 3.00 ms\t";
    assertThat(
            read(
                consumer(
                    20,
                    String.join(
                        between,
                        "START RequestId: " + id + " Version: $LATEST",
                        RECEIVED,
                        FAILED,
                        "END RequestId: " + id,
                        report,
                        RECEIVED))))
        .containsExactly(
            new InvocationStarted(FunctionRole.CONSUMER, id, at(20)),
            new JournalReceived(M2, at(20)),
            M2_FAILED,
            new InvocationEnded(
                FunctionRole.CONSUMER, id, Ending.UNKNOWN, Optional.empty(), at(20)),
            new InvocationEnded(
                FunctionRole.CONSUMER, id, Ending.UNKNOWN, Optional.empty(), at(20)),
            new JournalReceived(M2, at(20)));
  }

  @Test
  void what_stands_before_a_journal_line_is_no_part_of_it() {
    assertThat(read(consumer(20, "2026-11-27T15:58:07Z INFO " + FAILED)))
        .containsExactly(M2_FAILED);
  }

  @Test
  void a_stack_trace_is_of_the_invocation_that_began_last_in_its_stream() {
    String error = "java.lang.NoClassDefFoundError: a/B";
    assertThat(
            read(
                consumer(10, "START RequestId: r1 Version: $LATEST"),
                consumer(
                    20,
                    "a/B: java.lang.NoClassDefFoundError\n" + error + "\n\tat a.C.d(C.java:1)\n"),
                consumer(30, "START RequestId: r2 Version: $LATEST")))
        .contains(
            new StackTrace(
                FunctionRole.CONSUMER,
                "r1",
                Optional.of("java.lang.NoClassDefFoundError"),
                /* uncaught= */ true,
                at(20)));
    assertThat(read(consumer(20, inJson(error + "\n\tat a.C.d(C.java:1)\n"))))
        .containsExactly(
            new StackTrace(
                FunctionRole.CONSUMER, "r1", Optional.of(error), /* uncaught= */ false, at(20)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\t\nINIT_REPORT Init Duration: 9999.05 ms\tPhase: init\tStatus: timeout\n",
        "INIT_REPORT Init Duration: 9.05 ms\tPhase: invoke\tStatus: error\tError Type: Runtime.ExitError",
        "\t\nORDER 7 Status: error\n",
        "\t\nEXTENSION\tName: x\tState: ShutdownFailed\tError Type: Extension.Crash\n"
      })
  void the_status_of_a_report_is_its_own(String behind) {
    assertThat(read(consumer(30, REPORT + behind))).containsExactly(ended(Ending.UNKNOWN, "", 30));
  }

  @Test
  void the_line_of_the_trace_belongs_to_the_report() {
    String xray = "\t\nXRAY TraceId: 1-58-abc\tSegmentId: ab\tSampled: true\tStatus: timeout\n";
    assertThat(read(consumer(30, REPORT + xray))).containsExactly(ended(Ending.TIMED_OUT, "", 30));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\nSandbox.Timedout\n"})
  void a_timeout_may_be_told_as_an_error(String type) {
    assertThat(read(consumer(30, "RequestId: r1 Error: Task timed out after 3.00 seconds" + type)))
        .extracting(one -> ((InvocationEnded) one).ending())
        .containsExactly(Ending.TIMED_OUT);
  }

  @Test
  void the_keys_of_an_event_may_stand_in_any_order() {
    assertThat(
            read(
                consumer(
                    30,
                    "{\"record\":{\"status\":\"error\",\"errorType\":\"Runtime.OutOfMemory\",\"metrics\":{\"durationMs\":3},\"requestId\":\"r1\"},\"type\":\"platform.report\",\"time\":\"2026-11-27T15:58:07.573Z\"}"
                        + "{\"type\":\"platform.initReport\",\"record\":{\"phase\":\"invoke\",\"status\":\"timeout\"}}")))
        .containsExactly(ended(Ending.CRASHED, "Runtime.OutOfMemory", 30));
  }

  @Test
  void a_text_report_tells_a_timeout_and_the_end_of_the_process() {
    assertThat(
            read(
                consumer(30, REPORT + "\tStatus: timeout"),
                consumer(31, REPORT + "\tStatus: error\tError Type: Runtime.ExitError"),
                consumer(32, REPORT + "\tStatus: error\tError Type: java.lang.Error")))
        .containsExactly(
            ended(Ending.TIMED_OUT, "", 30),
            ended(Ending.CRASHED, "Runtime.ExitError", 31),
            ended(Ending.ERROR, "java.lang.Error", 32));
  }

  @Test
  void a_json_report_tells_every_ending() {
    assertThat(
            read(
                consumer(30, platformReport("success", "")),
                consumer(31, platformReport("timeout", "")),
                consumer(32, platformReport("failure", "")),
                consumer(33, platformReport("error", ",\"errorType\":\"Runtime.ExitError\"")),
                consumer(34, platformReport("error", ",\"errorType\":\"java.lang.Error\"")),
                consumer(35, platformReport("error", ""))))
        .containsExactly(
            ended(Ending.OK, "", 30),
            ended(Ending.TIMED_OUT, "", 31),
            ended(Ending.CRASHED, "", 32),
            ended(Ending.CRASHED, "Runtime.ExitError", 33),
            ended(Ending.ERROR, "java.lang.Error", 34),
            ended(Ending.ERROR, "", 35));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.IllegalStateException: no\n\tat dev.retrylab.lambda.Consumer.act(Consumer.java)",
        "said REPORT RequestId: r1",
        "",
        "{",
        "[]",
        "{\"message\":7}",
        "{\"message\":\"{\"}",
        "{\"type\":\"platform.initStart\",\"record\":{\"requestId\":\"r1\"}}",
        "{\"type\":\"platform.report\",\"record\":{}}",
        "{\"retryLab\":2,\"event\":\"received\"}"
      })
  void a_foreign_line_is_passed_over(String line) {
    assertThat(read(consumer(20, line))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"event\":\"received\" > \"event\":\"guessed\"",
        "\"function\":\"consumer\" > \"function\":\"producer\"",
        "\"messageId\":\"id-m2\", > ",
        "\"receiveCount\":1 > \"receiveCount\":\"many\"",
        "\"receiveCount\":1 > \"receiveCount\":null",
        "\"receiveCount\":1 > \"receiveCount\":0",
        "\"receiveCount\":1 > \"receiveCount\":3000000000",
        "\"messageId\":\"id-m2\" > \"messageId\":{}",
        "\"sentTimestamp\": > \"sentTimestamp\":\"noon\",\"other\":",
        "\"redriven\":false} > \"redriven\":fal"
      })
  void a_broken_journal_line_is_passed_over_and_the_next_one_read(String change) {
    String[] parts = change.split(" > ", -1);
    assertThat(RECEIVED).contains(parts[0]);
    LogLine broken = consumer(10, RECEIVED.replace(parts[0], parts[1]));
    assertThat(read(broken, consumer(20, RECEIVED)))
        .containsExactly(new JournalReceived(M2, at(20)));
  }

  @Test
  void a_receive_count_out_of_all_proportion_is_passed_over() {
    String huge = RECEIVED.replace("\"receiveCount\":1", "\"receiveCount\":2147483647");
    assertThat(huge).isNotEqualTo(RECEIVED);
    assertThat(read(consumer(20, huge))).isEmpty();
  }

  @Test
  void an_outcome_nobody_knows_is_passed_over() {
    assertThat(read(consumer(20, FAILED.replace("\"failed\"", "\"lost\"")))).isEmpty();
  }
}
