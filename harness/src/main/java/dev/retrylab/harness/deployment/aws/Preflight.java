package dev.retrylab.harness.deployment.aws;

import dev.retrylab.harness.deployment.StackOutputs;
import dev.retrylab.harness.deployment.aws.PreflightResult.CheckedScenario;
import dev.retrylab.harness.stack.StackOutput;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.model.AccountLimit;

/**
 * Checks everything on AWS that a run needs, before anything is sent: one sentence for each thing
 * that is wrong.
 */
final class Preflight {
  /** Times in the report would be off by as much; the Date of an answer is in whole seconds. */
  private static final Duration MOST_SKEW = Duration.ofSeconds(5);

  private static final Pattern QUEUE_HOST = Pattern.compile("sqs\\.([a-z0-9-]+)\\.amazonaws\\..*");

  private final AwsClients clients;
  private final String stack;
  private final Problems problems = new Problems();

  Preflight(AwsClients clients, String stack) {
    this.clients = clients;
    this.stack = stack;
  }

  /**
   * Checks.
   *
   * @param wanted which of the scenarios that are deployed
   * @param purge whether queues that are not empty are to be emptied, and no problem
   */
  PreflightResult check(Predicate<String> wanted, boolean purge) {
    Optional<String> account = account();
    Optional<StackOutputs> outputs =
        account.isPresent()
            ? new StackFinder(clients.cloudFormation(), stack, clients.region())
                .find(StackOutputs.read(stack), problems)
            : Optional.empty();
    List<String> scenarios = outputs.map(StackOutputs::scenarios).orElse(List.of());
    List<String> asked = scenarios.stream().filter(wanted).toList();
    Optional<AccountLimit> limit =
        asked.isEmpty() ? Optional.empty() : new AccountCheck(clients.lambda(), problems).limit();
    List<CheckedScenario> found =
        asked.stream()
            .flatMap(name -> check(name, outputs.orElseThrow(), limit, purge).stream())
            .toList();
    checkClock();
    return new PreflightResult(
        where(account),
        clients.calls().endpoints(),
        problems.facts(),
        problems.sentences(),
        new PreflightResult.DeployedScenarios(
            scenarios, outputs.filter(StackOutputs::sideBySide).isPresent()),
        found);
  }

  private String where(Optional<String> account) {
    return "Account %s, region %s, stack %s."
        .formatted(account.orElse("unknown"), clients.region(), stack);
  }

  private Optional<String> account() {
    try {
      return Optional.of(clients.sts().getCallerIdentity().account());
    } catch (SdkException e) {
      problems.add(AwsErrors.sentence(e, "sts:GetCallerIdentity"));
      return AwsErrors.hopeless(e) ? Optional.empty() : Optional.of("unknown");
    }
  }

  private Optional<CheckedScenario> check(
      String scenario, StackOutputs all, Optional<AccountLimit> limit, boolean purge) {
    StackOutputs outputs = all.of(scenario);
    if (!regionFits(outputs.get(StackOutput.SOURCE_QUEUE_URL))) {
      return Optional.empty();
    }
    Problems ofScenario = all.sideBySide() ? problems.of(scenario) : problems;
    return Optional.of(
        new ScenarioCheck(clients, outputs, limit, ofScenario, purge).check(scenario));
  }

  private boolean regionFits(String queueUrl) {
    Matcher host = QUEUE_HOST.matcher(String.valueOf(URI.create(queueUrl).getHost()));
    if (host.matches() && !host.group(1).equals(clients.region())) {
      problems.add(
          "The stack %s is in region %s, not in %s. Give --region %s."
              .formatted(stack, host.group(1), clients.region(), host.group(1)));
      return false;
    }
    return true;
  }

  private void checkClock() {
    clients
        .calls()
        .skew()
        .filter(skew -> skew.abs().compareTo(MOST_SKEW) > 0)
        .ifPresent(
            skew ->
                problems.add(
                    "This machine's clock is %d s %s AWS's. Set it, for example with NTP."
                        .formatted(
                            skew.abs().toSeconds(), skew.isNegative() ? "ahead of" : "behind")));
  }
}
