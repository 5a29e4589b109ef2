package dev.retrylab.harness.fidelity;

import dev.retrylab.harness.deployment.StackLocation;
import dev.retrylab.harness.deployment.aws.AwsTarget;
import dev.retrylab.harness.deployment.aws.PreflightResult;
import dev.retrylab.harness.scenario.Scenario;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;

/**
 * AWS itself, only when asked for: {@code -Dretry-lab.aws-stack=RetryLab}. Region and credentials
 * are found by the SDK; the case that {@code cdk deploy} deployed there is run.
 */
@Timeout(1800)
@DisplayName("AWS, the stack of -Dretry-lab.aws-stack")
class AwsContractIT extends RetryContract {
  private static final String PROPERTY = "retry-lab.aws-stack";

  private PreflightResult present;

  @Override
  void prepare() {
    Skip.unless(
        System.getProperty(PROPERTY) != null,
        "AwsContractIT",
        "it uses an AWS account, and only with -D" + PROPERTY + "=NAME");
    present = AwsTarget.check(place());
  }

  private static StackLocation place() {
    return new StackLocation(
        Optional.empty(), Optional.empty(), Optional.empty(), System.getProperty(PROPERTY));
  }

  @Override
  Engine engine() {
    return Engine.AWS;
  }

  @Override
  List<ContractCase> cases() {
    return Arrays.stream(ContractCase.values())
        .filter(
            one ->
                present
                    .deployment(one.scenarioName())
                    .map(there -> there.of(one.scenario()))
                    .filter(one::isDeployed)
                    .isPresent())
        .toList();
  }

  @Override
  Opened open(ContractCase contractCase, Scenario scenario) {
    return new Opened(AwsTarget.connect(scenario, place(), false), () -> {});
  }
}
