package dev.retrylab.harness.target.aws;

import dev.retrylab.harness.scenario.FunctionSettings;
import dev.retrylab.harness.scenario.MappingSettings;
import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.target.Deployment;
import dev.retrylab.harness.target.StackOutputs;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Looks at everything that a run needs before anything is sent, and says one sentence for each
 * thing that is wrong.
 */
final class Preflight {
  /** Times in the report would be off by as much; the Date of an answer is in whole seconds. */
  private static final Duration MOST_SKEW = Duration.ofSeconds(5);

  private static final Pattern QUEUE_HOST = Pattern.compile("sqs\\.([a-z0-9-]+)\\.amazonaws\\..*");

  private final AwsClients clients;
  private final String stack;
  private final Asking asking = new Asking();
  private final List<String> facts = new ArrayList<>();

  Preflight(AwsClients clients, String stack) {
    this.clients = clients;
    this.stack = stack;
  }

  /** Looks. With {@code purge} the queues are emptied if they are not empty. */
  PreflightResult look(boolean purge) {
    Optional<String> account = account();
    Optional<StackOutputs> outputs =
        account.isPresent()
            ? new StackFinder(clients.cloudFormation(), stack, clients.region()).find(asking)
            : Optional.empty();
    Optional<Deployment> deployment = outputs.flatMap(found -> deployment(found, purge));
    checkClock();
    String where =
        "Account %s, region %s, stack %s."
            .formatted(account.orElse("unknown"), clients.region(), stack);
    return new PreflightResult(
        where,
        facts,
        asking.problems(),
        outputs.map(found -> found.get("Scenario")),
        outputs.map(Preflight::trigger),
        deployment);
  }

  /** A stack has the output only where nothing but the harness invokes the consumer. */
  private static Trigger trigger(StackOutputs outputs) {
    return outputs.find("Trigger").filter(Trigger.EVENT.word()::equals).isPresent()
        ? Trigger.EVENT
        : Trigger.MAPPING;
  }

  /** Where there is no mapping, its settings mean nothing. */
  private Optional<MappingSettings> sourceMapping(StackOutputs outputs) {
    boolean dlqEnabled =
        mapping(outputs, "DlqMappingId", QueueRole.DLQ).map(DeployedSettings::enabled).orElse(true);
    return trigger(outputs) == Trigger.EVENT
        ? Optional.of(MappingSettings.defaults())
        : mapping(outputs, "SourceMappingId", QueueRole.SOURCE)
            .map(found -> DeployedSettings.mapping(found, dlqEnabled));
  }

  private Optional<String> account() {
    try {
      return Optional.of(clients.sts().getCallerIdentity().account());
    } catch (SdkException e) {
      asking.problem(AwsTrouble.sentence(e, "sts:GetCallerIdentity"));
      return AwsTrouble.hopeless(e) ? Optional.empty() : Optional.of("unknown");
    }
  }

  private Optional<Deployment> deployment(StackOutputs outputs, boolean purge) {
    String sourceUrl = outputs.get("SourceQueueUrl");
    if (!regionFits(sourceUrl)) {
      return Optional.empty();
    }
    checkLogGroup(outputs.get("ConsumerLogGroup"));
    checkLogGroup(outputs.get("DlqConsumerLogGroup"));
    Optional<String> spareUrl = outputs.find("SpareQueueUrl");
    Optional<QueueSettings> queue = queues(sourceUrl, outputs.get("DlqUrl"), spareUrl, purge);
    Optional<MappingSettings> mapping = sourceMapping(outputs);
    function(outputs.get("DlqConsumerFunctionName"));
    Optional<FunctionSettings> function = consumer(outputs.get("ConsumerFunctionName"));
    if (queue.isEmpty() || mapping.isEmpty() || function.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Deployment(
            sourceUrl,
            outputs.get("DlqUrl"),
            spareUrl,
            outputs.get("ConsumerFunctionName"),
            outputs.get("DlqConsumerFunctionName"),
            outputs.get("ConsumerLogGroup"),
            outputs.get("DlqConsumerLogGroup"),
            queue.get(),
            mapping.get(),
            function.get()));
  }

  private boolean regionFits(String queueUrl) {
    Matcher host = QUEUE_HOST.matcher(String.valueOf(URI.create(queueUrl).getHost()));
    if (host.matches() && !host.group(1).equals(clients.region())) {
      asking.problem(
          "The stack %s is in region %s, not in %s. Give --region %s."
              .formatted(stack, host.group(1), clients.region(), host.group(1)));
      return false;
    }
    return true;
  }

  private Optional<QueueSettings> queues(
      String sourceUrl, String dlqUrl, Optional<String> spareUrl, boolean purge) {
    Optional<Map<QueueAttributeName, String>> source = attributes(sourceUrl);
    Optional<Map<QueueAttributeName, String>> dlq = attributes(dlqUrl);
    source.ifPresent(found -> checkEmpty("source queue", sourceUrl, found, purge));
    dlq.ifPresent(found -> checkEmpty("dead-letter queue", dlqUrl, found, purge));
    Optional<Map<QueueAttributeName, String>> spare = spareUrl.flatMap(this::attributes);
    spare.ifPresent(found -> checkEmpty("spare queue", spareUrl.orElseThrow(), found, purge));
    if (source.isEmpty() || dlq.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        DeployedSettings.queue(source.get(), dlq.get(), spare.map(DeployedSettings::type)));
  }

  private Optional<Map<QueueAttributeName, String>> attributes(String url) {
    return asking.ask(
        "sqs:GetQueueAttributes",
        () ->
            clients
                .sqs()
                .getQueueAttributes(
                    request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes());
  }

  /** Somebody else's messages would be counted, or would block a group. */
  private void checkEmpty(
      String name, String url, Map<QueueAttributeName, String> attributes, boolean purge) {
    long messages =
        count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
            + count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
            + count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);
    if (messages == 0) {
      return;
    }
    if (!purge) {
      asking.problem(
          "The %s holds about %d %s. Wait until the queue is empty, or give --purge, which empties it."
              .formatted(name, messages, messages == 1 ? "message" : "messages"));
      return;
    }
    asking
        .ask("sqs:PurgeQueue", () -> clients.sqs().purgeQueue(request -> request.queueUrl(url)))
        .ifPresent(
            done ->
                facts.add(
                    "The %s held about %d messages; they are deleted, as asked with --purge."
                        .formatted(name, messages)));
  }

  private static long count(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
    return Long.parseLong(attributes.getOrDefault(name, "0"));
  }

  private Optional<GetEventSourceMappingResponse> mapping(
      StackOutputs outputs, String output, QueueRole queue) {
    String id = outputs.get(output);
    // The scenario may want it so, and then the stack says it.
    List<String> disabled = List.of(outputs.find("DisabledMappings").orElse("").split(" ", -1));
    boolean wanted = !disabled.contains(queue.word());
    Optional<GetEventSourceMappingResponse> mapping =
        asking.ask(
            "lambda:GetEventSourceMapping",
            () -> clients.lambda().getEventSourceMapping(request -> request.uuid(id)));
    mapping
        .filter(found -> !(wanted ? "Enabled" : "Disabled").equals(found.state()))
        .ifPresent(found -> asking.problem(otherState(found, id, queue.phrase(), wanted)));
    return mapping;
  }

  private static String otherState(
      GetEventSourceMappingResponse found, String id, String name, boolean wanted) {
    String state = String.valueOf(found.state());
    if (!wanted && state.startsWith("Enabl")) {
      return "The event source mapping of the %s is enabled, and the scenario needs it disabled. Disable it: aws lambda update-event-source-mapping --uuid %s --no-enabled."
          .formatted(name, id);
    }
    return state.startsWith("Disabl")
        ? "The event source mapping of the %s is disabled. Enable it: aws lambda update-event-source-mapping --uuid %s --enabled."
            .formatted(name, id)
        : "The event source mapping of the %s is not ready (%s). Wait a minute and try again."
            .formatted(name, state);
  }

  private Optional<GetFunctionConfigurationResponse> function(String name) {
    Optional<GetFunctionConfigurationResponse> function =
        asking.ask(
            "lambda:GetFunctionConfiguration",
            () -> clients.lambda().getFunctionConfiguration(request -> request.functionName(name)));
    function.ifPresent(found -> checkFunction(name, found));
    return function;
  }

  private void checkFunction(String name, GetFunctionConfigurationResponse found) {
    if ("InProgress".equals(found.lastUpdateStatusAsString())
        || "Pending".equals(found.stateAsString())) {
      asking.problem(
          "The function %s is being updated. Wait until cdk deploy has ended.".formatted(name));
    }
    if (found.loggingConfig() != null) {
      facts.add(
          "The function %s logs in format %s."
              .formatted(name, found.loggingConfig().logFormatAsString()));
      if ("WARN".equals(found.loggingConfig().systemLogLevelAsString())) {
        asking.problem(
            "The function %s logs no ends of invocations (system log level WARN). Set it to INFO, or deploy the stack again."
                .formatted(name));
      }
    }
  }

  private Optional<FunctionSettings> consumer(String name) {
    OptionalInt reserved = reservedConcurrency(name);
    return function(name)
        .map(
            configuration ->
                DeployedSettings.function(configuration, reserved, eventInvokeConfig(name)));
  }

  private OptionalInt reservedConcurrency(String name) {
    OptionalInt reserved =
        asking
            .ask(
                "lambda:GetFunctionConcurrency",
                () ->
                    clients.lambda().getFunctionConcurrency(request -> request.functionName(name)))
            .stream()
            .map(found -> found.reservedConcurrentExecutions())
            .filter(Objects::nonNull)
            .mapToInt(Integer::intValue)
            .findFirst();
    reserved.ifPresent(
        places ->
            facts.add(
                "The function %s has reserved concurrency %d%s."
                    .formatted(name, places, places == 0 ? ", so that it never runs" : "")));
    return reserved;
  }

  /** Empty where there is none, so that the defaults hold. */
  private Optional<GetFunctionEventInvokeConfigResponse> eventInvokeConfig(String name) {
    try {
      return Optional.of(
          clients.lambda().getFunctionEventInvokeConfig(request -> request.functionName(name)));
    } catch (ResourceNotFoundException none) {
      return Optional.empty();
    } catch (SdkException e) {
      asking.problem(AwsTrouble.sentence(e, "lambda:GetFunctionEventInvokeConfig"));
      return Optional.empty();
    }
  }

  /** Rule of evidence 1: the stack creates the groups, so a missing one is an error. */
  private void checkLogGroup(String name) {
    asking
        .ask(
            "logs:DescribeLogGroups",
            () -> clients.logs().describeLogGroups(request -> request.logGroupNamePrefix(name)))
        .filter(found -> found.logGroups().stream().noneMatch(g -> g.logGroupName().equals(name)))
        .ifPresent(
            missing ->
                asking.problem(
                    "The log group %s does not exist. The stack creates it: run cdk deploy again."
                        .formatted(name)));
  }

  private void checkClock() {
    clients
        .calls()
        .skew()
        .filter(skew -> skew.abs().compareTo(MOST_SKEW) > 0)
        .ifPresent(
            skew ->
                asking.problem(
                    "This machine's clock is %d s %s AWS's. Set it, for example with NTP."
                        .formatted(
                            skew.abs().toSeconds(), skew.isNegative() ? "ahead of" : "behind")));
  }
}
