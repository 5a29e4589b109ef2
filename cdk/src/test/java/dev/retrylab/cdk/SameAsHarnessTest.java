package dev.retrylab.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The tables that a test of the harness reads, too. */
@DisplayName("The CDK app, as the harness,")
class SameAsHarnessTest {
  private static final String TABLES = "../harness/src/test/resources/scenario/";

  @TempDir private Path directory;

  @BeforeEach
  void leastScenario() throws IOException {
    Files.writeString(directory.resolve("least.yaml"), "name: least");
  }

  @ParameterizedTest(name = "takes \"{0}\" as a duration: {1}")
  @CsvFileSource(files = TABLES + "durations.csv", numLinesToSkip = 2)
  void durations(String text, String seconds) {
    if (seconds.equals("refused")) {
      assertThat(DurationText.parse(text)).isEmpty();
    } else {
      assertThat(DurationText.parse(text)).hasValue(Duration.ofSeconds(Long.parseLong(seconds)));
    }
  }

  @ParameterizedTest(name = "given {0} refuses {1}")
  @CsvFileSource(files = TABLES + "combinations.csv", delimiter = '|', numLinesToSkip = 3)
  void combinations(String settings, String refused) {
    Map<String, String> overrides =
        Arrays.stream(settings.split(" "))
            .map(setting -> setting.split("="))
            .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
    ScenarioFiles files = new ScenarioFiles(directory);
    if (refused.equals("-")) {
      assertThatCode(() -> files.read("least", overrides)).doesNotThrowAnyException();
      return;
    }
    InvalidInput invalid =
        catchThrowableOfType(InvalidInput.class, () -> files.read("least", overrides));
    assertThat(invalid.problems())
        .extracting(problem -> problem.substring(0, problem.indexOf(' ')))
        .containsExactlyInAnyOrder(refused.split(" "));
  }
}
