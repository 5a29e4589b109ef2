package dev.retrylab.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.stack.StackOutput;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

@NeedsNode
@DisplayName("The stack of several scenarios")
final class SideBySideTest {
  private static final Map<String, String> NAMED =
      Map.of(
          "AWS::SQS::Queue", "QueueName",
          "AWS::Lambda::Function", "FunctionName",
          "AWS::Logs::LogGroup", "LogGroupName");

  @TempDir private static Path directory;

  /** Tests only read them, and each takes seconds to make. */
  private static final Map<String, Template> SIDE_BY_SIDE = new HashMap<>();

  private static final Map<String, Template> ALONE = new HashMap<>();

  private static Template template(String names) {
    return SIDE_BY_SIDE.computeIfAbsent(
        names,
        any -> SynthesisedStack.sideBySide(SynthesisedStack.freshApp(), names, jar()).template());
  }

  private static Path jar() {
    return SynthesisedStack.jar(directory, "one");
  }

  private static Template alone(String name) {
    return ALONE.computeIfAbsent(name, any -> SynthesisedStack.ofScenario(name, jar()).template());
  }

  private static List<String> all(Template template, String type, String property) {
    return template.findResources(type).values().stream()
        .map(resource -> ((Map<?, ?>) resource.get("Properties")).get(property))
        .map(String::valueOf)
        .toList();
  }

  @Test
  void gives_each_experiment_resources_of_its_own() {
    Template template = template("article,long-visibility,async-invoke");
    NAMED.forEach(
        (type, property) -> {
          List<String> names = all(template, type, property);
          assertThat(names).hasSize(6).doesNotHaveDuplicates();
          for (String scenario : List.of("article", "long-visibility", "async-invoke")) {
            assertThat(names)
                .filteredOn(name -> name.contains("side-" + scenario + "-"))
                .hasSize(2);
          }
        });
    template.resourceCountIs("AWS::Lambda::EventSourceMapping", 5);
    template.hasResourceProperties(
        "AWS::SQS::Queue",
        Map.of(
            "QueueName", "retry-lab-side-long-visibility-source.fifo", "VisibilityTimeout", 200));
  }

  @Test
  void tells_the_harness_of_each_under_its_name() {
    Map<String, Map<String, Object>> outputs =
        template("article,max-receive-1,async-invoke").findOutputs("*");
    List<String> expected = new ArrayList<>(List.of("Scenarios"));
    for (String name : List.of("article", "max-receive-1", "async-invoke")) {
      alone(name).findOutputs("*").keySet().stream()
          .filter(key -> !key.equals("Scenario"))
          .forEach(key -> expected.add(key + "Of" + StackOutput.word(name)));
    }
    assertThat(outputs.keySet())
        .containsExactlyInAnyOrderElementsOf(expected)
        .allMatch(key -> key.matches("[A-Za-z0-9]{1,255}"));
    assertThat(outputs.get("Scenarios"))
        .isEqualTo(Map.of("Value", "article,max-receive-1,async-invoke"));
    assertThat(outputs.get("TriggerOfAsyncInvoke")).isEqualTo(Map.of("Value", "event"));
  }

  /** Else CloudFormation would make the new one while the old one of the same name is there. */
  @Test
  void shares_no_name_with_a_scenario_alone_so_that_each_replaces_the_other() {
    Template one = alone("article");
    Template beside = template("article");
    NAMED.forEach(
        (type, property) ->
            assertThat(all(beside, type, property))
                .doesNotContainAnyElementsOf(all(one, type, property)));
    assertThat(beside.findResources("AWS::SQS::Queue").keySet())
        .doesNotContainAnyElementsOf(one.findResources("AWS::SQS::Queue").keySet());
  }

  @Test
  void keeps_an_experiment_as_it_is_whoever_comes_beside_it() {
    Map<String, Map<String, Object>> two =
        template("article,standard").findResources("AWS::SQS::Queue");
    assertThat(template("fifo-order,article,standard").findResources("AWS::SQS::Queue"))
        .containsAllEntriesOf(two);
  }

  @Test
  void has_one_jar_for_all_functions() {
    assertThat(all(template("article,standard"), "AWS::Lambda::Function", "Code"))
        .hasSize(4)
        .containsOnly(all(alone("article"), "AWS::Lambda::Function", "Code").get(0));
  }

  @Test
  void is_tagged_and_named_by_what_is_in_it() {
    Template template = template("article,standard");
    assertThat(template.toJSON())
        .containsEntry("Description", "Retry Lab, scenarios article, standard");
    template.resourcePropertiesCountIs(
        "AWS::SQS::Queue",
        Map.of(
            "Tags",
            List.of(
                Map.of("Key", "project", "Value", "retry-lab"),
                Map.of("Key", "scenario", "Value", "standard"))),
        2);
  }

  /** The catalogue has more; it takes two deployments. */
  @Test
  void holds_22_scenarios_of_the_catalogue_within_CloudFormation_s_quotas() {
    String scenarios = String.join(",", Scenarios.names().subList(0, 22));
    Map<String, Object> template = template(scenarios).toJSON();
    assertThat((Map<?, ?>) template.get("Resources")).hasSizeLessThanOrEqualTo(500);
    assertThat((Map<?, ?>) template.get("Outputs")).hasSizeLessThanOrEqualTo(200);
  }

  @Test
  void is_refused_where_it_would_have_too_many_outputs() {
    List<Scenario> scenarios = new ArrayList<>();
    for (int i = 1; i <= 25; i++) {
      scenarios.add(Scenarios.load("article", List.of("name=s" + i)));
    }
    Selection selection = new Selection(scenarios, /* sideBySide= */ true);
    assertThat(
            catchThrowableOfType(
                    InvalidInput.class,
                    () ->
                        new RetryLabStack(
                            SynthesisedStack.freshApp(), selection, jar(), Assets.bootstrapped()))
                .problems())
        .containsExactly(
            "25 scenarios have 201 outputs, and CloudFormation allows at most 200 in a stack: deploy"
                + " fewer side by side.");
  }

  @Test
  void gives_cdk_nag_nothing_to_find() {
    SynthesisedStack stack =
        SynthesisedStack.sideBySide(new App(), "article,standard,async-invoke", jar());
    Aspects.of(stack.app()).add(new AwsSolutionsChecks());
    Annotations found = Annotations.fromStack(stack.stack());
    found.hasNoError("*", Match.anyValue());
    found.hasNoWarning("*", Match.anyValue());
  }
}
