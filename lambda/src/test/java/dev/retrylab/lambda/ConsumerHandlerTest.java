package dev.retrylab.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

@DisplayName("The consumer")
final class ConsumerHandlerTest {
  private static final String SUCCESS_FAILURE_FORWARD =
      Messages.batch(
          Messages.message("a", "{\"user_id\":\"3\"}"),
          Messages.message("b", "{\"user_id\":\"2\"}"),
          Messages.message("c", "{\"user_id\":\"1\"}"));

  private final FakeContext context = new FakeContext();
  private final FakeEnvironment environment = new FakeEnvironment();

  @Test
  void journals_every_record_as_received_before_it_acts_on_any() {
    String event =
        Messages.batch(
            Messages.message("a", "{\"user_id\":\"3\"}"),
            Messages.message("b", "{\"user_id\":\"1\"}"));
    assertThat(handle(false, event)).isEqualTo(failures());
    assertThat(journal())
        .containsExactly("a received", "b received", "a succeeded", "b forwarded copy-1");
  }

  @Test
  void throws_at_the_first_failure_and_does_not_reach_what_is_behind_it() {
    assertThatThrownBy(() -> handle(false, SUCCESS_FAILURE_FORWARD))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("user_id 2 always fails (message b, receive 1)");
    assertThat(journal())
        .containsExactly(
            "a received",
            "b received",
            "c received",
            "a succeeded",
            "b failed java.lang.IllegalStateException:"
                + " user_id 2 always fails (message b, receive 1)",
            "c unprocessed");
    assertThat(environment.sent).isEmpty();
  }

  @Test
  void journals_an_error_as_it_does_an_exception_before_it_leaves() {
    environment.sendFailure = Optional.of(new NoClassDefFoundError("a/B"));
    String event =
        Messages.batch(
            Messages.message("a", "{\"user_id\":\"1\"}"),
            Messages.message("b", "{\"user_id\":\"3\"}"));
    assertThatThrownBy(() -> handle(false, event)).isInstanceOf(NoClassDefFoundError.class);
    assertThat(journal())
        .containsExactly(
            "a received",
            "b received",
            "a failed java.lang.NoClassDefFoundError: a/B",
            "b unprocessed");
    assertThat(handle(PartialBatch.FAILED_ONLY, event)).isEqualTo(failures("a"));
  }

  @Test
  void stop_at_first_reports_the_first_failure_and_everything_behind_it() {
    assertThat(handle(PartialBatch.STOP_AT_FIRST, SUCCESS_FAILURE_FORWARD))
        .isEqualTo(failures("b", "c"));
    assertThat(journal()).endsWith("c unprocessed");
    assertThat(environment.sent).isEmpty();
  }

  @Test
  void failed_only_goes_on_after_a_failure_and_reports_nothing_else() {
    assertThat(handle(PartialBatch.FAILED_ONLY, SUCCESS_FAILURE_FORWARD)).isEqualTo(failures("b"));
    assertThat(journal()).endsWith("c forwarded copy-1");
  }

  @Test
  void failed_only_reports_every_failure() {
    String event =
        Messages.batch(
            Messages.message("a", "{\"user_id\":\"2\"}"),
            Messages.message("b", "{\"user_id\":\"3\"}"),
            Messages.message("c", "{\"user_id\":\"2\"}"));
    assertThat(handle(PartialBatch.FAILED_ONLY, event)).isEqualTo(failures("a", "c"));
  }

  @Test
  void skip_group_gives_back_what_is_behind_a_failure_in_its_group_and_goes_on_with_the_others() {
    String event =
        Messages.batch(
            inGroup("g", "a", "{\"user_id\":\"3\"}"),
            inGroup("g", "b", "{\"user_id\":\"2\"}"),
            inGroup("h", "c", "{\"user_id\":\"3\"}"),
            inGroup("g", "d", "{\"user_id\":\"3\"}"),
            inGroup("g", "e", "{\"user_id\":\"2\"}"),
            inGroup("h", "f", "{\"user_id\":\"2\"}"));
    assertThat(handle(PartialBatch.SKIP_GROUP, event)).isEqualTo(failures("b", "d", "e", "f"));
    assertThat(journal())
        .contains("a succeeded", "c succeeded", "d unprocessed", "e unprocessed")
        .filteredOn(line -> line.contains(" failed "))
        .extracting(line -> line.substring(0, 8))
        .containsExactly("b failed", "f failed");
  }

  @Test
  void skip_group_takes_messages_without_a_group_as_groups_of_their_own() {
    assertThat(handle(PartialBatch.SKIP_GROUP, SUCCESS_FAILURE_FORWARD)).isEqualTo(failures("b"));
    assertThat(journal()).endsWith("c forwarded copy-1");
  }

  private static Map<String, Object> inGroup(String group, String id, String body) {
    return Messages.message(id, body, Map.of("MessageGroupId", group));
  }

  @ParameterizedTest
  @EnumSource
  void without_batch_item_failures_throws_at_the_first_failure_whatever_partial_batch_says(
      PartialBatch partialBatch) {
    assertThatThrownBy(() -> handle(false, partialBatch, SUCCESS_FAILURE_FORWARD))
        .hasMessage("user_id 2 always fails (message b, receive 1)");
    assertThat(journal()).endsWith("c unprocessed");
  }

  @Test
  void with_batch_item_failures_reports_none_if_there_are_none() {
    assertThat(handle(true, Messages.batch(Messages.message("a", "{\"user_id\":\"3\"}"))))
        .isEqualTo(failures());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "answer-empty-id     | {\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
        "answer-null-id      | {\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
        "answer-misspelt-key | {\"batchItemFailures\":[{\"itemIdentifer\":\"of-no-record-in-the-batch\"}]}",
        "answer-unknown-id   | {\"batchItemFailures\":[{\"itemIdentifier\":\"of-no-record-in-the-batch\"}]}"
      })
  void with_batch_item_failures_gives_the_bad_answer_that_a_message_asks_for(
      String behaviour, String answer) {
    String event =
        Messages.batch(
            Messages.message("a", "{\"user_id\":\"3\"}"),
            Messages.message("b", asking(behaviour)),
            Messages.message("c", "{\"user_id\":\"3\"}"));
    assertThat(handle(true, event)).isEqualTo(answer);
    assertThat(journal())
        .endsWith(
            "a succeeded",
            "b bad-answer the function gives the answer that message b, receive 1 asks for: "
                + behaviour,
            "c unprocessed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"answer-empty-id", "answer-misspelt-key", "answer-empty-object"})
  void without_batch_item_failures_no_answer_is_bad(String behaviour) {
    handle(false, Messages.batch(Messages.message("a", asking(behaviour))));
    assertThat(journal()).endsWith("a succeeded");
  }

  @Test
  void answers_an_empty_object_when_all_records_of_the_batch_are_done() {
    String event =
        Messages.batch(
            Messages.message("a", asking("answer-empty-object")),
            Messages.message("b", "{\"user_id\":\"1\"}"));
    assertThat(handle(true, event)).isEqualTo("{}");
    assertThat(journal()).endsWith("a succeeded", "b forwarded copy-1");
  }

  @Test
  void an_empty_object_does_not_hide_a_failure() {
    String event =
        Messages.batch(
            Messages.message("a", asking("answer-empty-object")),
            Messages.message("b", "{\"user_id\":\"2\"}"));
    assertThat(handle(PartialBatch.FAILED_ONLY, event)).isEqualTo(failures("b"));
  }

  private static String asking(String behaviour) {
    return "{\"user_id\":\"3\",\"behaviour\":\"" + behaviour + "\"}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"no JSON", "[]", "", "{}", "{\"user_id\":null}"})
  void never_swallows_a_broken_body_and_names_its_message(String body) {
    assertThatThrownBy(() -> handle(false, Messages.batch(Messages.message("a", body))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the body of message a ");
    assertThat(context.lines).hasSize(2);
    assertThat(context.lines.get(1)).contains("\"outcome\":\"failed\"");
  }

  @Test
  void fails_the_record_if_it_cannot_be_forwarded() {
    environment.sendFailure = Optional.of(new IllegalArgumentException("The queue does not exist"));
    String event = Messages.batch(Messages.message("a", "{\"user_id\":\"1\"}"));
    assertThatThrownBy(() -> handle(false, event))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "could not send message a, receive 1 to the dead-letter queue:"
                + " The queue does not exist")
        .hasCauseInstanceOf(IllegalArgumentException.class);
    assertThat(journal()).hasSize(2).last().asString().startsWith("a failed ");
  }

  @Test
  void forwards_to_a_FIFO_queue_in_a_group_with_a_fresh_random_deduplication_id() {
    String event = Messages.batch(inGroup("g", "a", "{\"user_id\":\"1\"}"));
    handle(false, event);
    handle(false, event);
    String first = environment.sent.get(0).messageDeduplicationId();
    String second = environment.sent.get(1).messageDeduplicationId();
    assertThat(environment.sent).containsExactly(toFifo(first), toFifo(second));
    assertThat(UUID.fromString(first)).isNotEqualTo(UUID.fromString(second));
  }

  private static SendMessageRequest toFifo(String deduplicationId) {
    return SendMessageRequest.builder()
        .queueUrl("https://host/1/dlq.fifo")
        .messageBody("{\"user_id\":\"1\"}")
        .messageGroupId("g")
        .messageDeduplicationId(deduplicationId)
        .build();
  }

  @Test
  void forwards_to_a_standard_queue_with_neither() {
    environment.with("DLQ_URL", "https://host/1/dlq");
    handle(false, Messages.batch(inGroup("g", "a", "{\"user_id\":\"1\"}")));
    assertThat(environment.sent)
        .containsExactly(
            SendMessageRequest.builder()
                .queueUrl("https://host/1/dlq")
                .messageBody("{\"user_id\":\"1\"}")
                .build());
  }

  private String handle(boolean reportBatchItemFailures, String event) {
    return handle(reportBatchItemFailures, PartialBatch.STOP_AT_FIRST, event);
  }

  private String handle(PartialBatch partialBatch, String event) {
    return handle(/* reportBatchItemFailures= */ true, partialBatch, event);
  }

  private String handle(boolean reportBatchItemFailures, PartialBatch partialBatch, String event) {
    environment
        .with("REPORT_BATCH_ITEM_FAILURES", Boolean.toString(reportBatchItemFailures))
        .with("PARTIAL_BATCH", partialBatch.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    return Messages.handle(new ConsumerHandler(environment), event, context);
  }

  private static String failures(String... ids) {
    return Stream.of(ids)
        .map("{\"itemIdentifier\":\"%s\"}"::formatted)
        .collect(Collectors.joining(",", "{\"batchItemFailures\":[", "]}"));
  }

  /** Each line as "message event-or-outcome details". */
  private List<String> journal() {
    return context.lines.stream().map(ConsumerHandlerTest::brief).toList();
  }

  private static String brief(String line) {
    try {
      Map<String, Object> json = JSON.std.mapFrom(line);
      Object what = json.getOrDefault("outcome", json.get("event"));
      Object details = json.getOrDefault("forwardedMessageId", json.getOrDefault("error", ""));
      return (json.get("messageId") + " " + what + " " + details).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
