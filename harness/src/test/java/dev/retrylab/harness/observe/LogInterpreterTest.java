package dev.retrylab.harness.observe;

import static dev.retrylab.harness.observe.Lines.at;
import static dev.retrylab.harness.observe.Lines.consumer;
import static dev.retrylab.harness.observe.Lines.dlqConsumer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.JournalRecord;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.InvocationEnded;
import dev.retrylab.harness.timeline.Observation.JournalOutcome;
import dev.retrylab.harness.timeline.Observation.JournalReceived;
import dev.retrylab.harness.timeline.Outcome;
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
class LogInterpreterTest {
  private static final Logger LOG = Logger.getLogger(LogInterpreter.class.getName());
  private static final LogInterpreter WITHOUT_ITEM_FAILURES = new LogInterpreter(false);
  private static final LogInterpreter WITH_ITEM_FAILURES = new LogInterpreter(true);
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
          Outcome.FAILED,
          Optional.of("java.lang.IllegalStateException: no"),
          Optional.empty(),
          at(20));

  @BeforeEach
  void silence() {
    LOG.setLevel(Level.OFF);
  }

  @AfterEach
  void speakAgain() {
    LOG.setLevel(null);
  }

  private static List<Observation> read(LogLine... lines) {
    return WITHOUT_ITEM_FAILURES.interpret(List.of(lines));
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
                M2, Outcome.FORWARDED, Optional.of("E: no"), Optional.of("copy"), at(21)));
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
  void a_report_without_a_status_after_no_failure_is_a_success() {
    assertThat(read(consumer(30, REPORT))).containsExactly(ended(Ending.OK, "", 30));
  }

  @Test
  void without_item_failures_a_failed_record_has_failed_its_invocation() {
    assertThat(read(consumer(30, REPORT), consumer(20, FAILED)))
        .containsExactlyInAnyOrder(M2_FAILED, ended(Ending.ERROR, "", 30));
  }

  @Test
  void with_item_failures_a_failed_record_has_not_failed_its_invocation() {
    assertThat(WITH_ITEM_FAILURES.interpret(List.of(consumer(20, FAILED), consumer(30, REPORT))))
        .containsExactlyInAnyOrder(M2_FAILED, ended(Ending.OK, "", 30));
  }

  @Test
  void item_failures_of_the_source_mapping_say_nothing_of_the_dlq_consumer() {
    LogLine failed = dlqConsumer(20, FAILED.replace("\"consumer\"", "\"dlq-consumer\""));
    assertThat(WITH_ITEM_FAILURES.interpret(List.of(failed, dlqConsumer(30, REPORT))))
        .contains(
            new InvocationEnded(
                FunctionRole.DLQ_CONSUMER, "r1", Ending.ERROR, Optional.empty(), at(30)));
  }

  @Test
  void a_failure_in_one_invocation_says_nothing_of_another() {
    assertThat(read(consumer(20, FAILED.replace("\"r1\"", "\"r0\"")), consumer(30, REPORT)))
        .contains(ended(Ending.OK, "", 30));
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
        "START RequestId: r1 Version: $LATEST",
        "END RequestId: r1",
        "java.lang.IllegalStateException: no\n\tat dev.retrylab.lambda.Consumer.act(Consumer.java)",
        "r1 Task timed out after 5.00 seconds",
        "said REPORT RequestId: r1",
        "",
        "{",
        "[]",
        "{\"message\":7}",
        "{\"message\":\"{\"}",
        "{\"type\":\"platform.start\",\"record\":{\"requestId\":\"r1\"}}",
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

  @Test
  void a_bad_answer_fails_the_invocation_that_the_platform_calls_a_success() {
    String line = FAILED.replace("\"failed\"", "\"bad-answer\"");
    assertThat(WITH_ITEM_FAILURES.interpret(List.of(consumer(20, line), consumer(21, REPORT))))
        .containsExactly(
            new JournalOutcome(
                M2,
                Outcome.BAD_ANSWER,
                Optional.of("java.lang.IllegalStateException: no"),
                Optional.empty(),
                at(20)),
            new InvocationEnded(
                FunctionRole.CONSUMER, "r1", Ending.ERROR, Optional.empty(), at(21)));
  }
}
