package dev.retrylab.harness.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ContractCaseTest {

  private static Scenario with(String scenario, String... settings) {
    return Scenarios.load(scenario, List.of(settings));
  }

  @Test
  void a_case_is_deployed_where_the_mapping_and_what_it_sets_are_as_it_says() {
    assertThat(ContractCase.ARTICLE.isDeployed(with("article"))).isTrue();
    assertThat(ContractCase.ARTICLE.isDeployed(with("article", "mapping.batchSize=10"))).isFalse();
    assertThat(ContractCase.POISONED_BATCH.isDeployed(with("article"))).isFalse();
    assertThat(ContractCase.NO_DLQ.isDeployed(with("no-dlq"))).isFalse();
    assertThat(
            ContractCase.NO_DLQ.isDeployed(
                with("no-dlq", "queue.retention=60s", "queue.visibilityTimeout=5m")))
        .isTrue();
  }

  @Test
  void what_an_engine_drops_of_all_else_leaves_it_the_same_case() {
    assertThat(ContractCase.ARTICLE.isDeployed(with("article", "queue.dlqRetention=4d"))).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void nothing_is_said_of_an_engine_where_nobody_has_measured_it(ContractCase one) {
    assertThat(Engine.LOCALSTACK.notHeldTo(one)).isEmpty();
    assertThat(Engine.OTHER.notHeldTo(one)).isEmpty();
    assertThat(Engine.FLOCI.notHeldTo(one).isEmpty())
        .isEqualTo(ContractCase.ofTheArticle().contains(one));
    assertThat(Engine.FLOCI.known(one).isEmpty())
        .isEqualTo(Engine.FLOCI.notHeldTo(one).isPresent());
  }
}
