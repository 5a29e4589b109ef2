package dev.retrylab.harness.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The tables that the test of the CDK app of the same name reads, too. */
@DisplayName("The harness, as the CDK app,")
class SameAsCdkTest {
  private static final byte[] LEAST =
      "name: least\nmessages: [ { key: m, userId: \"2\" } ]".getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest(name = "takes \"{0}\" as a duration: {1}")
  @CsvFileSource(resources = "/scenario/durations.csv", numLinesToSkip = 2)
  void durations(String text, String seconds) {
    if (seconds.equals("refused")) {
      assertThatThrownBy(() -> DurationText.parse(text))
          .isInstanceOf(IllegalArgumentException.class);
    } else {
      assertThat(DurationText.parse(text)).isEqualTo(Duration.ofSeconds(Long.parseLong(seconds)));
    }
  }

  @ParameterizedTest(name = "given {0} refuses {1}")
  @CsvFileSource(resources = "/scenario/combinations.csv", delimiter = '|', numLinesToSkip = 3)
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
