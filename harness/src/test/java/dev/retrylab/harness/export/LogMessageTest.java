package dev.retrylab.harness.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What a log event says when it is written anew. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LogMessageTest {
  private static final String ID = "3f1c9a52-0d4e-4b7a-9c3d-5e6f7a8b9c0d";
  private static final String REPLACED = "00000001-0000-4000-8000-000000000000";

  private static String written(String message) {
    Replacements replacements = new Replacements(new PublicTexts("article"));
    LogMessage messages = new LogMessage(replacements);
    messages.of(message);
    replacements.settle();
    return messages.of(message);
  }

  private static void assertOnlyIdReplaced(String message) {
    assertThat(written(message)).isEqualTo(message.replace(ID, REPLACED));
  }

  @Test
  void lines_of_the_platform_keep_their_form() {
    assertOnlyIdReplaced("START RequestId: " + ID + " Version: $LATEST\n");
    assertOnlyIdReplaced("END RequestId: " + ID);
    assertOnlyIdReplaced(
        "REPORT RequestId: %s\tDuration: 12.34 ms\tBilled Duration: 13 ms\tMemory Size: 512 MB\tMax Memory Used: 143 MB\tInit Duration: 4309.92 ms\tStatus: error\tError Type: Runtime.ExitError\n"
            .formatted(ID));
    assertOnlyIdReplaced(
        "2026-11-27T15:58:07.573Z " + ID + " Task timed out after 3.00 seconds\n\n");
    assertOnlyIdReplaced(
        "RequestId: %s Error: Runtime exited with error: exit status 1\nRuntime.ExitError"
            .formatted(ID));
    assertOnlyIdReplaced("RequestId: " + ID + " Process exited before completing request");
    assertOnlyIdReplaced(
        "{\"time\":\"2026-11-27T15:58:07.573Z\",\"type\":\"platform.report\",\"record\":{\"status\":\"timeout\",\"requestId\":\"%s\",\"metrics\":{\"durationMs\":3000.0}}}"
            .formatted(ID));
  }

  @Test
  void a_status_that_nobody_knows_stays_one() {
    String report = "REPORT RequestId: " + ID + "\tDuration: 12.34 ms\tStatus: ";
    assertThat(written(report + "evicted-by-jane\tError Type: Jane.Evicted"))
        .isEqualTo(report.replace(ID, REPLACED) + "*\tError Type: Other.Error");
  }

  @Test
  void lines_that_are_glued_together_keep_theirs() {
    assertOnlyIdReplaced("END RequestId: %1$sSTART RequestId: %1$s Version: 7".formatted(ID));
    assertOnlyIdReplaced(
        "{\"retryLab\":1,\"event\":\"received\",\"requestId\":\"%1$s\"}END RequestId: %1$s"
            .formatted(ID));
  }

  @Test
  void a_word_in_place_of_a_uuid_stays_a_word() {
    assertThat(written("END RequestId: request-of-jane")).isEqualTo("END RequestId: 00000001id");
  }

  @Test
  void of_a_journal_line_only_its_fields_are_left() {
    assertThat(
            written(
                "{\"retryLab\":1,\"event\":\"outcome\",\"function\":\"consumer\",\"key\":\"m2\",\"userId\":\"jane\",\"group\":\"jane\",\"requestId\":\"%s\",\"receiveCount\":2,\"redriven\":true,\"outcome\":\"failed\",\"error\":\"java.io.IOException: /home/jane is full\",\"password\":\"x\"}"
                    .formatted(ID)))
        .isEqualTo(
            "{\"retryLab\":1,\"event\":\"outcome\",\"function\":\"consumer\",\"key\":\"m2\",\"userId\":\"user-1\",\"group\":\"user-1\",\"receiveCount\":2,\"requestId\":\"%s\",\"redriven\":true,\"outcome\":\"failed\",\"error\":\"java.io.IOException: * is *\"}"
                .formatted(REPLACED));
  }

  @Test
  void what_the_json_format_wraps_is_written_anew_too() {
    assertThat(
            written(
                "{\"level\":\"INFO\",\"AWSRequestId\":\"%1$s\",\"message\":\"END RequestId: %1$s jane\"}"
                    .formatted(ID)))
        .isEqualTo(
            "{\"level\":\"INFO\",\"AWSRequestId\":\"%1$s\",\"message\":\"END RequestId: %1$s *\"}"
                .formatted(REPLACED));
  }

  @Test
  void of_a_stack_trace_the_types_are_left_that_everybody_has() {
    assertThat(
            written(
                """
                com.acme.BillingException: account 493817265504 of jane
                \tat com.acme.Billing.charge(Billing.java:12)
                \tat dev.retrylab.lambda.Attempt.failure(Attempt.java:29)
                \tat java.base/java.lang.Thread.run(Thread.java:840)
                Caused by: java.lang.OutOfMemoryError: of jane
                """))
        .isEqualTo(
            """
            other.OtherException: *
            \tat x(x)
            \tat x(x)
            \tat x(x)
            Caused by: java.lang.OutOfMemoryError: *
            """);
  }

  @Test
  void what_a_thread_threw_is_recognised_without_its_name() {
    assertThat(
            written(
                "Exception in thread \"of jane\" java.lang.OutOfMemoryError: Java heap space\n"))
        .isEqualTo("Exception in thread \"x\" java.lang.OutOfMemoryError: *\n");
  }

  @Test
  void a_text_of_any_length_is_written() {
    assertThat(written("jane ".repeat(50_000))).isEqualTo("* ");
    assertThat(written("jane.".repeat(20_000))).isEqualTo("*");
    assertThat(written("at " + "jane/".repeat(20_000))).isEqualTo("*");
    assertThat(written("Jane" + ".jane".repeat(20_000))).startsWith("Other.Error*");
  }

  @Test
  void numbers_that_measure_nothing_are_hidden_whole() {
    assertThat(written("account 493817265504 ms, 42 MB, pin 4711, Version: 493817265504"))
        .isEqualTo("* ms, 42 MB, *, Version: *");
  }

  @Test
  void a_torn_journal_line_is_hidden_and_becomes_none() {
    assertThat(written("{\"retryLab\":1,\"event\":\"received\",\"key\":\"jane"))
        .isEqualTo("*:*,*:*,*:*");
  }
}
