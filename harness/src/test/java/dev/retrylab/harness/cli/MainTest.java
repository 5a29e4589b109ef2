package dev.retrylab.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.cli.exit.ExitCode;
import dev.retrylab.harness.cli.exit.UsageError;
import dev.retrylab.harness.cli.option.EndpointUrl;
import dev.retrylab.harness.deployment.aws.AwsAnswers;
import dev.retrylab.harness.deployment.aws.ScriptedAws;
import dev.retrylab.harness.deployment.aws.ScriptedAws.Answer;
import dev.retrylab.harness.scenario.file.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line, without anything being run. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MainTest {
  private static final ObjectMapper ONE_DOCUMENT =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @TempDir private Path folder;

  private static JsonNode json(String text) throws JsonProcessingException {
    return ONE_DOCUMENT.readTree(text);
  }

  @Test
  void an_unknown_option_is_named_with_the_way_to_help() {
    assertThat(Said.by("run", "--reel-time"))
        .isEqualTo(
            Said.refusal(
                "Unknown option: '--reel-time'",
                "Possible solutions: --region, --real-time",
                "Try: retry-lab run --help"));
  }

  @Test
  void an_unknown_command_is_named() {
    assertThat(Said.by("predikt"))
        .isEqualTo(
            Said.refusal(
                "Unmatched argument at index 0: 'predikt'",
                "Did you mean: retry-lab predict or retry-lab report or retry-lab compare?",
                "Try: retry-lab --help"));
  }

  @Test
  void a_target_that_does_not_exist_is_refused_with_those_that_do() {
    Said said = Said.by("run", "--target", "moon");
    assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(said.err()).contains("moon", "LOCAL, AWS");
  }

  @Test
  void an_unknown_scenario_is_refused_with_the_names_of_those_there_are() {
    for (String command : new String[] {"run", "predict"}) {
      assertThat(Said.by(command, "nonsense"))
          .isEqualTo(
              Said.refusal(
                  "There is no scenario or readable file \"nonsense\"; scenarios are "
                      + String.join(", ", Scenarios.names())
                      + ", or give the path of a YAML file."));
    }
  }

  @Test
  void everything_wrong_with_the_settings_is_said_at_once() {
    assertThat(
            Said.by("predict", "--set", "queue.maxReceiveCount=0", "--set", "mapping.batchSize=0"))
        .isEqualTo(
            Said.refusal(
                "queue.maxReceiveCount is 0, but must be 1 to 1000.",
                "mapping.batchSize is 0, but must be 1 to 10000."));
  }

  static Stream<String> badSettings() {
    return Stream.of("queue", "queue.visibilityTimeout", "=", "", "queue.size=1", "a=b=c");
  }

  @ParameterizedTest
  @MethodSource("badSettings")
  void a_setting_that_is_none_is_refused_in_a_sentence(String setting) {
    Said said = Said.by("predict", "--set", setting);
    assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(said.out()).isEmpty();
    assertThat(said.err()).isNotBlank().doesNotContain("Exception", "\tat ", "null");
  }

  @Test
  void real_time_is_refused_on_aws() {
    Said said = Said.by("run", "--target", "aws", "--real-time", "--runs", folder.toString());
    assertThat(said)
        .isEqualTo(
            new Said(
                ExitCode.USAGE,
                "",
                "--real-time goes with --target local: AWS has no other clock.\n"));
  }

  @Test
  void a_profile_that_does_not_exist_is_refused_before_anything_is_created() {
    Said said =
        Said.by(
            "run",
            "--target=aws",
            "--profile=no-such-profile-of-retry-lab",
            "--runs=" + folder.resolve("runs"));
    assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(said.err()).isNotBlank().doesNotContain("Exception", "\tat ", "null");
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"not a url", "localhost:4566", "ftp://localhost", "http://", ""})
  void an_endpoint_that_is_no_url_is_refused(String endpoint) {
    assertThat(Said.by("run", "--target=aws", "--endpoint-url=" + endpoint))
        .isEqualTo(
            Said.refusal(
                ("Invalid value for option '--endpoint-url': \"%s\" is no URL of http or https,"
                        + " such as http://localhost:4566.")
                    .formatted(endpoint),
                "Try: retry-lab run --help"));
  }

  @Test
  void all_scenarios_leave_no_room_for_one_nor_for_settings() {
    String refusal =
        "--all runs every bundled scenario as it is: leave the scenario and --set out.";
    assertThat(Said.by("run", "--all", "article")).isEqualTo(Said.refusal(refusal));
    assertThat(Said.by("run", "--all", "--set=queue.maxReceiveCount=3"))
        .isEqualTo(Said.refusal(refusal));
  }

  @Test
  void a_report_file_that_cannot_be_written_is_refused_before_anything_runs() throws IOException {
    String runs = "--runs=" + folder.resolve("runs");
    assertThat(Said.by("run", "--junit-xml=" + folder, runs))
        .isEqualTo(Said.refusal("--junit-xml names " + folder + ", which is a folder."));
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(Said.by("run", "--markdown=" + file.resolve("summary.md"), runs).exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  @Test
  void files_of_one_run_have_no_place_beside_many() {
    assertThat(Said.by("run", "--all", "--markdown=x.md"))
        .isEqualTo(
            Said.refusal(
                "--markdown is about one run, and --all makes many. Use retry-lab report RUN."));
    assertThat(Said.by("run", "article", "standard", "--target=aws", "--markdown=x.md"))
        .isEqualTo(
            Said.refusal(
                "--markdown is about one run, and naming several makes many. Use retry-lab report"
                    + " RUN."));
  }

  @Test
  void all_that_is_deployed_is_looked_at_before_anything_is_sent() {
    try (ScriptedAws aws = threeScenarios()) {
      Answer well = AwsAnswers.queue(30, 0);
      aws.then("sqs:GetQueueAttributes", well, well, well, well, AwsAnswers.queue(200, 7), well);
      Said said = Said.by("run", "--all", "--target=aws", at(aws), region(), runs());
      assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(said.err().lines())
          .containsExactly(
              "Account 123456789012, region eu-central-1, stack RetryLab.",
              "long-visibility: The source queue holds about 7 messages. Wait until the queue is"
                  + " empty, or give --purge, which empties it.");
      assertThat(aws.calls()).doesNotContain("sqs:SendMessageBatch", "lambda:Invoke");
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void the_doctor_says_of_several_scenarios_how_to_run_them_all() {
    try (ScriptedAws aws = threeScenarios()) {
      Said said = Said.by("doctor", at(aws), region());
      assertThat(said.exitCode()).as(said.out()).isEqualTo(ExitCode.MATCH);
      assertThat(said.out().lines())
          .contains(
              "Talked to " + aws.uri() + ".",
              "Scenarios article, long-visibility, async-invoke are deployed.",
              "Everything is ready. Run it: retry-lab run --all --target aws");
    }
  }

  @Test
  void the_doctor_starts_the_local_engine_where_that_is_the_target() {
    Said said = Said.by("doctor", "--target=local");
    assertThat(said.exitCode()).as(said.err()).isEqualTo(ExitCode.MATCH);
    assertThat(said.out())
        .matches(
            "Talked to http://127\\.0\\.0\\.1:\\d+, the embedded engine, which has"
                + " arn:aws:sqs:us-east-1:000000000000:retry-lab-article-source\\.fifo\\.\\R"
                + "Functions: \\w+, [^.]+\\.\\R"
                + "Everything is ready\\. Run it: retry-lab run --target local\\R");
  }

  @Test
  void the_doctor_refuses_a_place_on_aws_where_the_target_is_local() {
    assertThat(Said.by("doctor", "--target=local", "--region=eu-central-1"))
        .isEqualTo(
            Said.refusal(
                "--region goes with --target aws: the local engine has an endpoint of its own."));
  }

  private static ScriptedAws threeScenarios() {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    return AwsAnswers.healthy()
        .always("cloudformation:DescribeStacks", AwsAnswers.threeScenarios());
  }

  @AfterEach
  void noCredentials() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  private static String at(ScriptedAws aws) {
    return "--endpoint-url=" + aws.uri();
  }

  private static String region() {
    return "--region=eu-central-1";
  }

  private String runs() {
    return "--runs=" + folder.resolve("runs");
  }

  @Test
  void a_scenario_that_is_named_twice_is_refused() {
    assertThat(Said.by("run", "article", "standard", "article"))
        .isEqualTo(
            Said.refusal("Scenario article is named twice. Run it twice, one after the other."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "51", "-1"})
  void as_many_at_a_time_as_cannot_be_are_refused(String number) {
    assertThat(Said.by("run", "--all", "--target=aws", "--parallel=" + number))
        .isEqualTo(Said.refusal("--parallel is " + number + ", but must be 1 to 50."));
  }

  @Test
  void one_scenario_cannot_be_run_some_at_a_time() {
    assertThat(Said.by("run", "--target=aws", "--parallel=2"))
        .isEqualTo(Said.refusal("--parallel goes with --all or with several scenarios."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--region", "--profile", "--stack"})
  void a_blank_place_is_refused(String option) {
    assertThat(Said.by("doctor", option + "= "))
        .isEqualTo(
            new Said(ExitCode.USAGE, "", option + " is blank. Give a value, or leave it out.\n"));
  }

  @Test
  void an_endpoint_of_the_environment_that_is_no_url_is_refused() {
    assertThatThrownBy(() -> EndpointUrl.ofEnvironment("localhost:4566"))
        .isInstanceOf(UsageError.class)
        .hasMessage(
            "AWS_ENDPOINT_URL is \"localhost:4566\", which is no URL of http or https, such as"
                + " http://localhost:4566.");
  }

  @Test
  void an_endpoint_is_refused_on_the_local_engine_before_anything_is_created() throws IOException {
    Said said =
        Said.by(
            "run",
            "--target=local",
            "--endpoint-url=http://localhost:4566",
            "--runs=" + folder.resolve("runs"));
    assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(said.err())
        .isEqualTo(
            "--endpoint-url goes with --target aws: the local engine has an endpoint of its"
                + " own.\n");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void prediction_is_one_json_document_on_standard_output() throws JsonProcessingException {
    Said said = Said.by("predict", "--json");
    assertThat(said.exitCode()).isEqualTo(ExitCode.MATCH);
    assertThat(said.err()).isEmpty();
    JsonNode document = json(said.out());
    assertThat(document.path("schema").asInt()).isEqualTo(1);
    assertThat(document.path("scenario").asText()).isEqualTo("article");
    assertThat(document.path("hypotheses").findValuesAsText("id"))
        .containsExactly("documented", "async-retries-apply");
    ObjectNode message = (ObjectNode) document.at("/hypotheses/0/messages/1");
    message.remove(List.of("errorsDueSeconds", "because"));
    assertThat((JsonNode) message)
        .isEqualTo(
            json(
                """
                {"key":"m2","userId":"2","receives":{"min":2,"max":2},
                 "functionErrors":{"min":2,"max":2},"unprocessed":{"min":0,"max":0},
                 "fates":["dead-lettered"],"dlqReceiveCount":{"min":3,"max":3},"dlqCopies":{"min":1,"max":1},
                 "earliestSeconds":[0,30],"deadLetteredNotBeforeSeconds":60,
                 "triedForAtLeastSeconds":30,"mayBeDeadLetteredUnrun":false}
                """));
  }

  @Test
  void settings_change_the_prediction() throws JsonProcessingException {
    Said said = Said.by("predict", "--json", "--set", "queue.visibilityTimeout=200s");
    assertThat(json(said.out()).at("/hypotheses/0/messages/1/earliestSeconds"))
        .isEqualTo(json("[0,200]"));
  }

  @Test
  void a_scenario_may_be_a_file() throws IOException {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(
        file, "name: mine\ntitle: Mine\nmessages:\n  - { key: only, userId: \"7\" }\n");
    Said said = Said.by("predict", "--json", file.toString());
    assertThat(json(said.out()).path("scenario").asText()).isEqualTo("mine");
  }

  @Test
  void list_names_every_scenario_with_its_title() {
    Said said = Said.by("list");
    assertThat(said.exitCode()).isEqualTo(ExitCode.MATCH);
    assertThat(said.out().lines())
        .contains(
            "article              FIFO queue, maxReceiveCount 2, asynchronous retry attempts 1",
            "long-visibility      Visibility timeout longer than the waits of asynchronous retries")
        .hasSameSizeAs(Scenarios.names());
  }

  static Stream<String> commands() {
    return Main.commandLine().getSubcommands().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void help_of_every_command_fits_80_columns_and_is_no_error(String command) {
    for (String[] asked : List.of(new String[] {"help", command}, new String[] {command, "-h"})) {
      Said said = Said.by(asked);
      assertThat(said.exitCode()).isEqualTo(ExitCode.MATCH);
      assertThat(said.err()).isEmpty();
      assertThat(said.out()).contains("Usage: retry-lab " + command);
      assertThat(said.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
    }
  }

  @Test
  void help_names_every_command_and_how_to_begin() {
    assertThat(Said.by("help")).isEqualTo(Said.by("--help"));
    assertThat(Said.by("help").out())
        .contains(commands().toList())
        .contains("To begin with:", "retry-lab run poisoned-batch")
        .satisfies(text -> assertThat(text.lines()).allMatch(line -> line.length() <= 80));
  }

  @Test
  void the_completion_script_knows_commands_options_and_scenarios() {
    Said said = Said.by("generate-completion");
    assertThat(said.exitCode()).isEqualTo(ExitCode.MATCH);
    assertThat(said.err()).isEmpty();
    assertThat(said.out())
        .startsWith("#!/usr/bin/env bash")
        .contains(commands().toList())
        .contains("--junit-xml", "poisoned-batch", "complete -F _complete_retry-lab");
  }

  @Test
  void a_report_that_would_be_too_narrow_is_refused_before_anything_runs() {
    assertThat(Said.by("run", "--width=40", "--runs=" + folder))
        .isEqualTo(
            Said.refusal(
                "--width is 40, but a report needs at least 60 columns.",
                "Try: retry-lab run --help"));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void help_tells_the_exit_codes() {
    assertThat(Said.by("--help").out())
        .contains("Exit codes:", "0    the observation matches", "70   internal error");
  }

  @Test
  void version_is_one_line() {
    Said said = Said.by("--version");
    assertThat(said).isEqualTo(new Said(ExitCode.MATCH, said.out(), ""));
    assertThat(said.out()).matches("retry-lab \\S+(, commit \\S+)?\\R");
  }

  @Test
  void runs_that_cannot_be_written_are_bad_input() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Said said = Said.by("run", "--target=local", "--runs=" + file);
    assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(said.err())
        .isEqualTo(
            "Cannot write the run directory %s: Not a directory. Give another with --runs.\n"
                .formatted(file));
  }
}
