package dev.retrylab.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.assertions.Template;

/** What the functions are allowed: no wildcard, neither in an action nor in a resource. */
@NeedsNode
@DisplayName("The functions' policies")
final class PermissionsTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"article", "standard", "async-invoke", "mismatched-dlq"})
  void have_no_wildcard(String name) {
    List<Map<?, ?>> allowed = allowed(template(name));
    assertThat(allowed).isNotEmpty();
    for (Map<?, ?> statement : allowed) {
      assertThat(statement.containsKey("NotAction") || statement.containsKey("NotResource"))
          .isFalse();
      assertThat(texts(statement.get("Action")))
          .isNotEmpty()
          .allMatch(action -> action.matches("[a-z]+:[A-Za-z]+"), "names one action");
      assertThat(list(statement.get("Resource")))
          .isNotEmpty()
          .allMatch(PermissionsTest::isArnOfTheStack, "is the ARN of a part of this stack");
    }
  }

  @Test
  void do_nothing_but_write_to_a_log_and_use_a_queue() {
    assertThat(allowed(template("article")))
        .flatExtracting(statement -> texts(statement.get("Action")))
        .allMatch(action -> action.startsWith("logs:") || action.startsWith("sqs:"))
        .contains("sqs:ChangeMessageVisibility")
        .doesNotContain("sqs:PurgeQueue", "sqs:SetQueueAttributes", "logs:CreateLogGroup");
  }

  @Test
  void are_assumed_by_Lambda_alone() {
    template("article")
        .findResources("AWS::IAM::Role")
        .values()
        .forEach(
            role ->
                assertThat(at(role, "Properties", "AssumeRolePolicyDocument", "Statement"))
                    .asString()
                    .contains("Service=lambda.amazonaws.com", "sts:AssumeRole")
                    .doesNotContain("AWS=", "*"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"article", "standard", "async-invoke", "mismatched-dlq"})
  void are_for_any_partition(String name) {
    assertThat(template(name).toJSON().toString())
        .contains("Fn::GetAtt")
        .doesNotContain("arn:aws:", "amazonaws.com/", "amazonaws.com:");
  }

  /** A reference to a part of the template: a text could hold a wildcard or another's queue. */
  private static boolean isArnOfTheStack(Object resource) {
    return resource instanceof Map<?, ?> reference
        && reference.size() == 1
        && reference.get("Fn::GetAtt") instanceof List<?> attribute
        && attribute.size() == 2
        && attribute.get(1).equals("Arn");
  }

  private static List<Map<?, ?>> allowed(Template template) {
    List<Map<?, ?>> statements = new ArrayList<>();
    for (String type : List.of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")) {
      for (Map<String, Object> policy : template.findResources(type).values()) {
        add(at(policy, "Properties", "PolicyDocument", "Statement"), statements);
      }
    }
    for (Map<String, Object> role : template.findResources("AWS::IAM::Role").values()) {
      Map<?, ?> properties = (Map<?, ?>) role.get("Properties");
      assertThat(properties.containsKey("ManagedPolicyArns")).isFalse();
      assertThat(properties.containsKey("Policies")).isFalse();
    }
    return statements;
  }

  private static void add(Object list, List<Map<?, ?>> statements) {
    for (Object one : (List<?>) list) {
      Map<?, ?> statement = (Map<?, ?>) one;
      assertThat(statement.get("Effect")).isEqualTo("Allow");
      statements.add(statement);
    }
  }

  private static List<Object> list(Object one) {
    return one instanceof List<?> several ? List.copyOf(several) : List.of(one);
  }

  private static List<String> texts(Object one) {
    return list(one).stream().map(String::valueOf).toList();
  }

  private static Object at(Map<String, Object> tree, String... path) {
    Object here = tree;
    for (String key : path) {
      here = ((Map<?, ?>) here).get(key);
    }
    return here;
  }

  private Template template(String scenario) {
    return SynthesisedStack.ofScenario(scenario, SynthesisedStack.jar(directory, "one")).template();
  }
}
