package dev.retrylab.harness.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.experiment.StoredRun;
import dev.retrylab.harness.fidelity.CaseOutcome;
import dev.retrylab.harness.fidelity.CaseResult;
import dev.retrylab.harness.fidelity.ContractCase;
import dev.retrylab.harness.fidelity.Engine;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A kept run of LocalStack")
class RecordedDifferencesTest {
  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}: differs from AWS as is declared, and in nothing else")
  @EnumSource(names = {"THROTTLED", "MISMATCHED_DLQ", "REDRIVE_POISON", "NO_DLQ"})
  void localStack(ContractCase contractCase) throws IOException {
    Path zip =
        Path.of("src/test/resources/recorded/localstack-%s.zip".formatted(contractCase.id()));
    CaseResult result =
        CaseResult.of(
            Engine.LOCALSTACK, contractCase, StoredRun.read(Zips.unpack(zip, folder)).judge());
    assertThat(result.unexpected()).isEmpty();
    assertThat(result.gone()).isEmpty();
    assertThat(result.outcome()).isEqualTo(CaseOutcome.KNOWN_DIFFERENCE);
  }
}
