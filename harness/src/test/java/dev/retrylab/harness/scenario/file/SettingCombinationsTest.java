package dev.retrylab.harness.scenario.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.retrylab.harness.scenario.text.InvalidScenario;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

@DisplayName("A scenario")
class SettingCombinationsTest {
  private static final byte[] LEAST =
      "name: least\nmessages: [ { key: m, userId: \"2\" } ]".getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest(name = "given {0} refuses {1}")
  @CsvFileSource(resources = "/scenario/combinations.csv", delimiter = '|', numLinesToSkip = 2)
  void combinations(String settings, String refused) {
    List<String> overrides = List.of(settings.split(" "));
    if (refused.equals("-")) {
      assertThatCode(() -> Scenarios.parse("least", LEAST, overrides)).doesNotThrowAnyException();
      return;
    }
    InvalidScenario invalid =
        catchThrowableOfType(
            InvalidScenario.class, () -> Scenarios.parse("least", LEAST, overrides));
    assertThat(invalid.problems())
        .extracting(problem -> problem.substring(0, problem.indexOf(' ')))
        .containsExactlyInAnyOrder(refused.split(" "));
  }
}
