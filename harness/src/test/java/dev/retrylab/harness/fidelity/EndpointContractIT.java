package dev.retrylab.harness.fidelity;

import dev.retrylab.harness.deployment.aws.AwsTarget;
import dev.retrylab.harness.deployment.aws.PreflightResult;
import dev.retrylab.harness.scenario.Scenario;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;

/**
 * Any endpoint: {@code -Dretry-lab.endpoint=URL}, and {@code -Dretry-lab.engine=floci} where its
 * differences are known. The stack that is there already, such as that of {@code serve}, is used as
 * it is; else the cases are deployed one after another.
 */
@Timeout(1800)
@DisplayName("The endpoint of -Dretry-lab.endpoint")
class EndpointContractIT extends EmulatorContract {
  private static final String PROPERTY = "retry-lab.endpoint";

  private PreflightResult found;

  @Override
  Engine engine() {
    String word = System.getProperty("retry-lab.engine", Engine.OTHER.id());
    return Engine.byId(word)
        .orElseThrow(() -> new AssertionError("There is no engine \"" + word + "\"."));
  }

  @Override
  URI endpoint() {
    return URI.create(System.getProperty(PROPERTY));
  }

  @Override
  void begin() {
    skipUnless(System.getProperty(PROPERTY) != null, "no endpoint is given with -D" + PROPERTY);
    found = AwsTarget.check(place());
  }

  @Override
  List<ContractCase> cases() {
    return Arrays.stream(ContractCase.values())
        .filter(one -> isEmpty() || present(one).filter(one::isDeployed).isPresent())
        .toList();
  }

  private Optional<Scenario> present(ContractCase one) {
    return found.deployment(one.scenarioName()).map(there -> there.of(one.scenario()));
  }

  /** Whether none of the scenarios is deployed. */
  private boolean isEmpty() {
    return Arrays.stream(ContractCase.values()).allMatch(one -> present(one).isEmpty());
  }

  @Override
  Opened open(ContractCase contractCase, Scenario scenario) {
    return isEmpty()
        ? super.open(contractCase, scenario)
        : new Opened(AwsTarget.connect(scenario, place(), false), () -> {});
  }
}
