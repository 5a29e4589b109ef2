package dev.retrylab.harness.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.deployment.StackLocation;
import dev.retrylab.harness.scenario.Scenario;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The synthesised template on an emulator that need not run functions, such as moto's server: it
 * can be had from a package registry, without an image.
 *
 * <p>{@code -Dretry-lab.deploy-endpoint=http://127.0.0.1:5000}
 */
@Timeout(300)
@DisplayName("The synthesised template, on the emulator at -Dretry-lab.deploy-endpoint")
class TemplateDeploymentIT {
  private static final String PROPERTY = "retry-lab.deploy-endpoint";

  private static EmulatorCredentials credentials;
  private static StackLocation place;

  @BeforeAll
  static void find() {
    String endpoint = System.getProperty(PROPERTY, "");
    Skip.unless(
        !endpoint.isEmpty(),
        "TemplateDeploymentIT",
        "it needs an emulator of CloudFormation: -D" + PROPERTY + "=URL");
    Skip.unless(
        Assembly.of(ContractCase.ARTICLE).isPresent(), "TemplateDeploymentIT", Assembly.MISSING);
    credentials = new EmulatorCredentials();
    place =
        new StackLocation(
            Optional.of(URI.create(endpoint)),
            Optional.of("us-east-1"),
            Optional.empty(),
            StackLocation.DEFAULT_STACK);
  }

  @AfterAll
  static void forget() {
    if (credentials != null) {
      credentials.close();
    }
  }

  @ParameterizedTest(name = "{0}: created, read back as deployed, and deleted")
  @EnumSource(names = {"ARTICLE", "POISONED_BATCH", "BATCH_ITEM_FAILURES"})
  void lifeCycle(ContractCase contractCase) {
    Scenario scenario = contractCase.scenario();
    try (DeployedStack stack =
        DeployedStack.create(place, Assembly.of(contractCase).orElseThrow())) {
      Map<String, String> outputs = outputs();
      assertThat(outputs).containsEntry("Scenario", "article");
      assertQueue(outputs.get("SourceQueueUrl"), scenario);
      assertMapping(outputs.get("SourceMappingId"), scenario);
      assertThat(stack.exists()).isTrue();
      stack.delete();
      assertThat(stack.exists()).isFalse();
    }
  }

  private static Map<String, String> outputs() {
    try (CloudFormationClient client =
        CloudFormationClient.builder().endpointOverride(place.endpoint().orElseThrow()).build()) {
      return client
          .describeStacks(describe -> describe.stackName(place.stack()))
          .stacks()
          .get(0)
          .outputs()
          .stream()
          .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
    }
  }

  private static void assertQueue(String url, Scenario scenario) {
    try (SqsClient client =
        SqsClient.builder().endpointOverride(place.endpoint().orElseThrow()).build()) {
      Map<QueueAttributeName, String> attributes =
          client
              .getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.ALL))
              .attributes();
      assertThat(attributes)
          .containsEntry(QueueAttributeName.FIFO_QUEUE, "true")
          .containsEntry(
              QueueAttributeName.VISIBILITY_TIMEOUT,
              Long.toString(scenario.queue().visibilityTimeout().toSeconds()));
      assertThat(attributes.get(QueueAttributeName.REDRIVE_POLICY))
          .contains("\"maxReceiveCount\":", "" + scenario.queue().maxReceiveCount(), "dlq.fifo");
    }
  }

  private static void assertMapping(String id, Scenario scenario) {
    try (LambdaClient client =
        LambdaClient.builder().endpointOverride(place.endpoint().orElseThrow()).build()) {
      GetEventSourceMappingResponse mapping = client.getEventSourceMapping(get -> get.uuid(id));
      assertThat(mapping.batchSize()).isEqualTo(scenario.mapping().batchSize());
      assertThat(mapping.hasFunctionResponseTypes() && !mapping.functionResponseTypes().isEmpty())
          .isEqualTo(scenario.mapping().reportBatchItemFailures());
    }
  }
}
