package dev.retrylab.harness.deployment.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** IAM.md shows the policy that the program prints. */
class PolicyFileTest {
  @Test
  @DisplayName("The document holds what doctor --policy prints")
  void same() throws IOException {
    String document = Files.readString(Path.of("IAM.md"));
    assertThat(document)
        .contains("```json\n" + PolicyDocument.json().toPrettyString() + "\n```")
        .contains(PolicyDocument.permissions().stream().map(p -> "`" + p + "`").toList());
  }

  @Test
  @DisplayName(
      "It fits the names of a scenario alone and of several side by side, in every partition")
  void names() {
    List<Pattern> resources =
        PolicyDocument.json().findValues("Resource").stream()
            .flatMap(list -> Stream.of(list.get(0).asText()))
            .filter(arn -> !arn.equals("*"))
            .map(arn -> Pattern.compile(("\\Q" + arn + "\\E").replace("*", "\\E.*\\Q")))
            .toList();
    List<String> arns = new ArrayList<>();
    for (String partition : List.of("arn:aws:", "arn:aws-cn:", "arn:aws-us-gov:")) {
      arns.add(partition + "cloudformation:any-1:1:stack/RetryLab/0af0");
      for (String scenario : List.of("retry-lab-article", "retry-lab-side-long-visibility")) {
        arns.add(partition + "sqs:any-1:1:" + scenario + "-source.fifo");
        arns.add(partition + "lambda:any-1:1:function:" + scenario + "-dlq-consumer");
        arns.add(partition + "logs:any-1:1:log-group:/aws/lambda/" + scenario + "-consumer:*");
      }
    }
    for (String arn : arns) {
      assertThat(resources).as(arn).anyMatch(resource -> resource.matcher(arn).matches());
    }
  }

  /** Those of which AWS knows no narrower resource (Service Authorization Reference). */
  private static final Set<String> WITHOUT_RESOURCES =
      Set.of(
          "sts:GetCallerIdentity",
          "lambda:GetAccountSettings",
          "lambda:GetEventSourceMapping",
          "cloudwatch:GetMetricStatistics",
          "logs:DescribeLogGroups");

  @Test
  @DisplayName("No action has a wildcard, and no resource but where AWS takes no other")
  void wildcards() {
    for (JsonNode statement : PolicyDocument.json().path("Statement")) {
      assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
      assertThat(statement.path("Action"))
          .isNotEmpty()
          .allMatch(action -> action.asText().matches("[a-z]+:[A-Z][A-Za-z]+"));
      for (JsonNode resource : statement.path("Resource")) {
        if (resource.asText().equals("*")) {
          assertThat(statement.path("Action"))
              .allMatch(action -> WITHOUT_RESOURCES.contains(action.asText()));
        } else {
          // Any partition, region and account: the policy is attached in one. The name is ours.
          assertThat(resource.asText())
              .matches("arn:\\*:[a-z]+:\\*:\\*:[a-z:/-]*(retry-lab-\\*|stack/RetryLab/\\*)");
        }
      }
    }
  }
}
