package dev.retrylab.harness.deployment.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrylab.harness.deployment.TargetUnusable;
import dev.retrylab.harness.deployment.aws.ScriptedAws.Answer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of a deployment that do not fit each other, or not what the harness reads. */
@DisplayName("A deployment whose parts do not fit")
class MismatchTest {
  @RegisterExtension final ScriptedAws aws = AwsAnswers.healthy();

  private void consumer(String more) {
    aws.then("lambda:GetFunctionConfiguration", AwsAnswers.functionHaving("\"any\":0"))
        .always("lambda:GetFunctionConfiguration", AwsAnswers.functionHaving(more));
  }

  private void environment(String variables) {
    consumer("\"Environment\":{\"Variables\":{\"DLQ_URL\":\"u\"%s}}".formatted(variables));
  }

  private void mapping(String more) {
    aws.then("lambda:GetEventSourceMapping", AwsAnswers.mapping("Enabled"))
        .always(
            "lambda:GetEventSourceMapping",
            Answer.ok(
                "{\"UUID\":\"mapping-1\",\"BatchSize\":1,\"State\":\"Enabled\"%s}"
                    .formatted(more)));
  }

  private void reportingMapping() {
    mapping(",\"FunctionResponseTypes\":[\"ReportBatchItemFailures\"]");
  }

  @Test
  @DisplayName("has a mapping that takes batch item failures, and a function that names none")
  void functionDoesNotReport() {
    reportingMapping();
    environment("");
    String sentence =
        "The event source mapping accepts batch item failures (ReportBatchItemFailures), but"
            + " REPORT_BATCH_ITEM_FAILURES of the function consumer is false, so that it throws"
            + " instead of naming what failed. Deploy the stack again.";
    assertThat(aws.problems()).containsExactly(sentence);
    assertThatThrownBy(() -> aws.connect("article", "mapping.reportBatchItemFailures=true"))
        .isInstanceOf(TargetUnusable.class)
        .hasMessageContaining(sentence);
  }

  @Test
  @DisplayName("has a function that names what failed, and a mapping that does not read it")
  void mappingDoesNotTake() {
    environment(",\"REPORT_BATCH_ITEM_FAILURES\":\"true\"");
    assertThat(aws.problems())
        .containsExactly(
            "REPORT_BATCH_ITEM_FAILURES of the function consumer is true, but the event source"
                + " mapping does not take batch item failures (ReportBatchItemFailures), so that"
                + " its failures would pass for successes. Deploy the stack again.");
  }

  @Test
  @DisplayName("has a function that names what failed to nobody, since its trigger is an event")
  void event() {
    aws.always("cloudformation:DescribeStacks", AwsAnswers.threeScenarios());
    environment(",\"REPORT_BATCH_ITEM_FAILURES\":\"true\"");
    assertThat(aws.problems())
        .contains(
            "async-invoke: REPORT_BATCH_ITEM_FAILURES of the function consumer is true, but nobody"
                + " reads what a function answers to an event, so that its failures would pass for"
                + " successes. Deploy the stack again.");
  }

  @Test
  @DisplayName("has a variable with a word that the function refuses")
  void refusedWord() {
    environment(",\"REPORT_BATCH_ITEM_FAILURES\":\"yes\"");
    assertThat(aws.problems())
        .containsExactly(
            "The environment variable REPORT_BATCH_ITEM_FAILURES of the function consumer is"
                + " \"yes\", which it refuses. Deploy the stack again.");
  }

  @Test
  @DisplayName("is none where both speak of batch item failures, or where nothing tells")
  void agreement() {
    reportingMapping();
    environment(",\"REPORT_BATCH_ITEM_FAILURES\":\"true\",\"PARTIAL_BATCH\":\"failed-only\"");
    assertThat(aws.problems()).isEmpty();
    consumer("\"Environment\":{\"Error\":{\"ErrorCode\":\"AccessDeniedException\"}}");
    assertThat(aws.problems()).isEmpty();
  }

  @Test
  @DisplayName("has a function that logs to another group than the harness reads")
  void otherLogGroup() {
    consumer("\"LoggingConfig\":{\"LogFormat\":\"Text\",\"LogGroup\":\"/shared\"}");
    assertThat(aws.problems())
        .containsExactly(
            "The function consumer logs to the log group /shared, but the outputs of the stack"
                + " name /aws/lambda/consumer, which the harness reads. Deploy the stack again.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"WARN", "ERROR", "FATAL"})
  @DisplayName("has a function whose application log level hides the journal")
  void applicationLevel(String level) {
    consumer(
        "\"LoggingConfig\":{\"LogFormat\":\"JSON\",\"ApplicationLogLevel\":\"%s\",\"SystemLogLevel\":\"INFO\"}"
            .formatted(level));
    assertThat(aws.problems())
        .containsExactly(
            "The function consumer logs no lines of the journal (application log level "
                + level
                + "): Lambda logs them as INFO. Set it to INFO, or deploy the stack again.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "DEBUG", "INFO"})
  @DisplayName("is none where both levels show what the harness reads")
  void levels(String level) {
    consumer(
        "\"LoggingConfig\":{\"LogFormat\":\"JSON\",\"ApplicationLogLevel\":\"%s\",\"SystemLogLevel\":\"DEBUG\",\"LogGroup\":\"/aws/lambda/consumer\"}"
            .formatted(level));
    assertThat(aws.problems()).isEmpty();
  }

  @Test
  @DisplayName("has a function whose system log level hides the ends of invocations")
  void systemLevel() {
    consumer(
        "\"LoggingConfig\":{\"LogFormat\":\"JSON\",\"ApplicationLogLevel\":\"INFO\",\"SystemLogLevel\":\"WARN\"}");
    assertThat(aws.problems())
        .containsExactly(
            "The function consumer logs no ends of invocations (system log level WARN). Set it to"
                + " INFO, or deploy the stack again.");
  }

  @Test
  @DisplayName("has a function that logs in a format that nobody here reads")
  void format() {
    consumer("\"LoggingConfig\":{\"LogFormat\":\"Binary\"}");
    assertThat(aws.problems())
        .containsExactly(
            "The function consumer logs in format Binary, and the harness reads Text and JSON."
                + " Deploy the stack again.");
  }

  @Test
  @DisplayName("has a mapping that invokes another function, or drops messages by a filter")
  void otherWays() {
    mapping(
        ",\"FunctionArn\":\"arn:aws-cn:lambda:cn-north-1:1:function:other:live\","
            + "\"FilterCriteria\":{\"Filters\":[{\"Pattern\":\"{}\"}]}");
    assertThat(aws.problems())
        .containsExactly(
            "The event source mapping of the source queue invokes the function other, not consumer."
                + " Deploy the stack again.",
            "The event source mapping of the source queue has filter criteria: Lambda deletes each"
                + " message that fits none, and no function sees it. Deploy the stack again.");
  }
}
