package dev.retrylab.harness.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.scenario.text.InvalidScenario;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DeploymentTest {

  @Test
  void a_queue_that_a_killed_run_left_changed_is_refused_with_the_way_back() {
    Scenario scenario = Scenarios.load("duplicate-runs");
    Deployment deployment =
        new Deployment(
            "source",
            "dlq",
            "consumer",
            "dlq-consumer",
            "/aws/lambda/consumer",
            "/aws/lambda/dlq-consumer",
            Scenarios.load("standard").queue(),
            scenario.mapping(),
            scenario.function());
    assertThatThrownBy(() -> deployment.of(scenario))
        .isInstanceOfSatisfying(
            InvalidScenario.class,
            e ->
                assertThat(e.problems())
                    .isEqualTo(
                        List.of(
                            "queue.visibilityTimeout is 30s, but must be at least function.timeout, which is 2m, to 12h.",
                            "So it is deployed: deploy it again, or, if a run with the step setQueue was killed, set its queue back with collect.")));
  }
}
