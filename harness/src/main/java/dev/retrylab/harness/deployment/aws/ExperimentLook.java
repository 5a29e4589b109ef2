package dev.retrylab.harness.deployment.aws;

import dev.retrylab.harness.deployment.Deployment;
import dev.retrylab.harness.deployment.StackOutputs;
import dev.retrylab.harness.scenario.FunctionSettings;
import dev.retrylab.harness.scenario.MappingSettings;
import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.Trigger;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;

/** Looks at all that one scenario needs: its log groups, queues, mappings and functions. */
record ExperimentLook(AwsClients clients, Asking asking, boolean purge) {

  /** What is deployed of a scenario; its deployment is empty where it could not be read. */
  PreflightResult.Found look(String scenario, StackOutputs outputs) {
    QueuePurge purges = new QueuePurge(clients.sqs(), asking, purge);
    Optional<Deployment> deployment = deployment(outputs, purges);
    return new PreflightResult.Found(scenario, trigger(outputs), deployment, purges.done());
  }

  /** A scenario has the output only where nothing but the harness invokes the consumer. */
  private static Trigger trigger(StackOutputs outputs) {
    return outputs.find("Trigger").filter(Trigger.EVENT.word()::equals).isPresent()
        ? Trigger.EVENT
        : Trigger.MAPPING;
  }

  private Optional<Deployment> deployment(StackOutputs outputs, QueuePurge purges) {
    String sourceUrl = outputs.get("SourceQueueUrl");
    String dlqUrl = outputs.get("DlqUrl");
    LogGroupLook logGroups = new LogGroupLook(clients.logs(), asking);
    logGroups.check(outputs.get("ConsumerLogGroup"));
    logGroups.check(outputs.get("DlqConsumerLogGroup"));
    Optional<String> spareUrl = outputs.find("SpareQueueUrl");
    Optional<QueueSettings> queue =
        new QueueLook(clients.sqs(), asking, purges).settings(sourceUrl, dlqUrl, spareUrl);
    Optional<MappingSettings> mapping =
        mappings(outputs, new MappingLook(clients.lambda(), asking));
    Optional<FunctionSettings> function = functions(outputs, mapping);
    if (queue.isEmpty() || mapping.isEmpty() || function.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Deployment(
            sourceUrl,
            dlqUrl,
            spareUrl,
            outputs.get("ConsumerFunctionName"),
            outputs.get("DlqConsumerFunctionName"),
            outputs.get("ConsumerLogGroup"),
            outputs.get("DlqConsumerLogGroup"),
            queue.get(),
            mapping.get(),
            function.get()));
  }

  /** The settings of the consumer; the other function has none that matter. */
  private Optional<FunctionSettings> functions(
      StackOutputs outputs, Optional<MappingSettings> mapping) {
    FunctionLook look = new FunctionLook(clients.lambda(), asking);
    look.configuration(outputs.get("DlqConsumerFunctionName"), outputs.get("DlqConsumerLogGroup"));
    String consumer = outputs.get("ConsumerFunctionName");
    Optional<GetFunctionConfigurationResponse> found =
        look.configuration(consumer, outputs.get("ConsumerLogGroup"));
    if (found.isPresent() && mapping.isPresent()) {
      ConsumerEnvironment.of(found.get())
          .problem(consumer, trigger(outputs), mapping.get())
          .ifPresent(asking::problem);
    }
    return found.flatMap(configuration -> look.settings(consumer, configuration));
  }

  /** Where there is no mapping, its settings mean nothing. */
  private static Optional<MappingSettings> mappings(StackOutputs outputs, MappingLook look) {
    boolean dlqEnabled =
        look.mapping(outputs, "DlqMappingId", QueueRole.DLQ, "DlqConsumerFunctionName")
            .map(DeployedSettings::enabled)
            .orElse(true);
    return trigger(outputs) == Trigger.EVENT
        ? Optional.of(MappingSettings.ofEvents(dlqEnabled))
        : look.mapping(outputs, "SourceMappingId", QueueRole.SOURCE, "ConsumerFunctionName")
            .map(found -> DeployedSettings.mapping(found, dlqEnabled));
  }
}
