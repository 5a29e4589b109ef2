package dev.retrylab.harness.deployment.aws;

import dev.retrylab.harness.deployment.StackOutputs;
import dev.retrylab.harness.deployment.aws.PreflightResult.Found;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;

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

  Preflight(AwsClients clients, String stack) {
    this.clients = clients;
    this.stack = stack;
  }

  /**
   * Looks.
   *
   * @param wanted at which of the scenarios that are deployed
   * @param purge whether their queues are emptied if they are not empty
   */
  PreflightResult look(Predicate<String> wanted, boolean purge) {
    Optional<String> account = account();
    Optional<StackOutputs> outputs =
        account.isPresent()
            ? new StackFinder(clients.cloudFormation(), stack, clients.region())
                .find(StackOutputs.read(stack), asking)
            : Optional.empty();
    List<String> scenarios = outputs.map(StackOutputs::scenarios).orElse(List.of());
    List<Found> found =
        scenarios.stream()
            .filter(wanted)
            .flatMap(name -> look(name, outputs.orElseThrow(), purge).stream())
            .toList();
    if (!found.isEmpty()) {
      new AccountLook(clients.lambda(), asking).check();
    }
    checkClock();
    return new PreflightResult(
        where(account),
        clients.calls().endpoints(),
        asking.facts(),
        asking.problems(),
        new PreflightResult.Deployed(
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
      asking.problem(AwsErrors.sentence(e, "sts:GetCallerIdentity"));
      return AwsErrors.hopeless(e) ? Optional.empty() : Optional.of("unknown");
    }
  }

  private Optional<Found> look(String scenario, StackOutputs all, boolean purge) {
    StackOutputs outputs = all.of(scenario);
    if (!regionFits(outputs.get("SourceQueueUrl"))) {
      return Optional.empty();
    }
    Asking about = all.sideBySide() ? asking.about(scenario) : asking;
    return Optional.of(new ExperimentLook(clients, about, purge).look(scenario, outputs));
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
