package dev.retrylab.harness.fidelity;

import dev.retrylab.harness.deployment.StackLocation;
import dev.retrylab.harness.deployment.aws.AwsTarget;
import dev.retrylab.harness.scenario.Scenario;
import java.net.URI;
import java.util.Optional;

/** The contract on an emulator to which CloudFormation deploys the synthesised template. */
abstract class EmulatorContract extends RetryContract {
  private EmulatorCredentials credentials;

  /** Where the emulator listens, once {@link #begin} is over. */
  abstract URI endpoint();

  /** Starts the emulator, or skips its tests. */
  void begin() {}

  /** Whether a skip is a failure. */
  boolean required() {
    return false;
  }

  @Override
  final void prepare() {
    skipUnless(Assembly.of(ContractCase.ARTICLE).isPresent(), Assembly.MISSING);
    credentials = new EmulatorCredentials();
    begin();
  }

  final void skipUnless(boolean present, String missing) {
    Skip.unless(present, getClass().getSimpleName(), missing, required());
  }

  @Override
  void tidy() {
    if (credentials != null) {
      credentials.close();
    }
  }

  final StackLocation place() {
    return new StackLocation(
        Optional.of(endpoint()),
        Optional.of("us-east-1"),
        Optional.empty(),
        StackLocation.DEFAULT_STACK);
  }

  @Override
  Opened open(ContractCase contractCase, Scenario scenario) {
    DeployedStack stack = DeployedStack.create(place(), Assembly.of(contractCase).orElseThrow());
    try {
      return new Opened(AwsTarget.connect(scenario, place(), false), stack);
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }
}
