package dev.retrylab.harness.deployment.aws;

import dev.retrylab.harness.deployment.Deployment;
import dev.retrylab.harness.deployment.StackOutputs;
import dev.retrylab.harness.scenario.AccountSettings;
import dev.retrylab.harness.scenario.FunctionSettings;
import dev.retrylab.harness.scenario.MappingSettings;
import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.stack.StackOutput;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.lambda.model.AccountLimit;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Checks all that one scenario needs: its log groups, queues, mappings and functions. */
final class ScenarioCheck {
  private final AwsClients clients;
  private final StackOutputs outputs;
  private final Optional<AccountLimit> limit;
  private final Problems problems;
  private final QueueCheck queues;
  private final Trigger trigger;

  /**
   * @param outputs of this scenario
   * @param limit of the account, where it could be read
   * @param purge whether queues that are not empty are to be emptied, and no problem
   */
  ScenarioCheck(
      AwsClients clients,
      StackOutputs outputs,
      Optional<AccountLimit> limit,
      Problems problems,
      boolean purge) {
    this.clients = clients;
    this.outputs = outputs;
    this.limit = limit;
    this.problems = problems;
    this.queues = new QueueCheck(clients.sqs(), problems, purge);
    this.trigger =
        outputs.find(StackOutput.TRIGGER).filter(Trigger.EVENT.word()::equals).isPresent()
            ? Trigger.EVENT
            : Trigger.MAPPING;
  }

  /** What is deployed; its deployment is empty where it could not be read. */
  PreflightResult.CheckedScenario check(String scenario) {
    Optional<Deployment> deployment = answers().map(this::deployment);
    return new PreflightResult.CheckedScenario(scenario, trigger, deployment, queues.toPurge());
  }

  private Deployment deployment(DeployedSettings.Answers answers) {
    DeployedSettings settings = new DeployedSettings(answers);
    return new Deployment(
        outputs.get(StackOutput.SOURCE_QUEUE_URL),
        outputs.get(StackOutput.DLQ_URL),
        outputs.find(StackOutput.SPARE_QUEUE_URL),
        outputs.get(StackOutput.CONSUMER_FUNCTION_NAME),
        outputs.get(StackOutput.DLQ_CONSUMER_FUNCTION_NAME),
        outputs.get(StackOutput.CONSUMER_LOG_GROUP),
        outputs.get(StackOutput.DLQ_CONSUMER_LOG_GROUP),
        QueueSettings.of(settings),
        MappingSettings.of(settings),
        FunctionSettings.of(settings),
        answers.accountConcurrency().isPresent()
            ? Optional.of(AccountSettings.of(settings))
            : Optional.empty());
  }

  /** Asks for everything, and gives nothing where something is missing, which is a problem. */
  private Optional<DeployedSettings.Answers> answers() {
    checkLogGroup(outputs.get(StackOutput.CONSUMER_LOG_GROUP));
    checkLogGroup(outputs.get(StackOutput.DLQ_CONSUMER_LOG_GROUP));
    Optional<Map<QueueAttributeName, String>> source =
        queues.attributes(QueueRole.SOURCE, outputs.get(StackOutput.SOURCE_QUEUE_URL));
    Optional<Map<QueueAttributeName, String>> dlq =
        queues.attributes(QueueRole.DLQ, outputs.get(StackOutput.DLQ_URL));
    Optional<Map<QueueAttributeName, String>> spare =
        outputs
            .find(StackOutput.SPARE_QUEUE_URL)
            .flatMap(url -> queues.attributes(QueueRole.SPARE, url));
    Optional<GetEventSourceMappingResponse> dlqMapping = dlqMapping();
    Optional<GetEventSourceMappingResponse> mapping =
        trigger == Trigger.EVENT ? Optional.empty() : sourceMapping();
    boolean mappingKnown = trigger == Trigger.EVENT || mapping.isPresent();
    FunctionCheck functions = new FunctionCheck(clients.lambda(), problems);
    Optional<GetFunctionConfigurationResponse> consumer = consumer(functions);
    if (!mappingKnown || consumer.isEmpty()) {
      return Optional.empty();
    }
    checkEnvironment(consumer.get(), mapping);
    if (source.isEmpty() || dlq.isEmpty()) {
      return Optional.empty();
    }
    String name = outputs.get(StackOutput.CONSUMER_FUNCTION_NAME);
    OptionalInt reserved = functions.reservedConcurrency(name);
    return Optional.of(
        new DeployedSettings.Answers(
            trigger,
            source.get(),
            dlq.get(),
            spare,
            mapping,
            dlqMapping,
            consumer.get(),
            reserved,
            functions.eventInvokeConfig(name),
            AccountCheck.places(limit, reserved)));
  }

  private Optional<GetEventSourceMappingResponse> dlqMapping() {
    return new MappingCheck(clients.lambda(), problems)
        .mapping(
            outputs,
            StackOutput.DLQ_MAPPING_ID,
            QueueRole.DLQ,
            StackOutput.DLQ_CONSUMER_FUNCTION_NAME);
  }

  private Optional<GetEventSourceMappingResponse> sourceMapping() {
    return new MappingCheck(clients.lambda(), problems)
        .mapping(
            outputs,
            StackOutput.SOURCE_MAPPING_ID,
            QueueRole.SOURCE,
            StackOutput.CONSUMER_FUNCTION_NAME);
  }

  /** Of the DLQ consumer no setting matters, but it must be ready and log. */
  private Optional<GetFunctionConfigurationResponse> consumer(FunctionCheck functions) {
    functions.configuration(
        outputs.get(StackOutput.DLQ_CONSUMER_FUNCTION_NAME),
        outputs.get(StackOutput.DLQ_CONSUMER_LOG_GROUP));
    return functions.configuration(
        outputs.get(StackOutput.CONSUMER_FUNCTION_NAME),
        outputs.get(StackOutput.CONSUMER_LOG_GROUP));
  }

  private void checkEnvironment(
      GetFunctionConfigurationResponse consumer, Optional<GetEventSourceMappingResponse> mapping) {
    boolean taken = mapping.filter(DeployedSettings::reportsBatchItemFailures).isPresent();
    ConsumerEnvironment.of(consumer)
        .problems(outputs.get(StackOutput.CONSUMER_FUNCTION_NAME), trigger, taken)
        .forEach(problems::add);
  }

  /** The stack creates the groups, so a missing one is an error, and not one still to come. */
  private void checkLogGroup(String name) {
    problems
        .call(
            "logs:DescribeLogGroups",
            () -> clients.logs().describeLogGroups(request -> request.logGroupNamePrefix(name)))
        .filter(
            found ->
                found.logGroups().stream().noneMatch(group -> group.logGroupName().equals(name)))
        .ifPresent(
            missing ->
                problems.add(
                    "The log group %s does not exist. The stack creates it: run cdk deploy again."
                        .formatted(name)));
  }
}
