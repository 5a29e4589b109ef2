package dev.retrylab.harness.local.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Keeps the list of facts and the tests that check them together. */
class FactCoverageTest {
  private static final List<Class<?>> FACT_TESTS =
      List.of(
          VisibilityFactsTest.class,
          FifoGroupFactsTest.class,
          DeadLetterFactsTest.class,
          DeduplicationFactsTest.class,
          LimitFactsTest.class,
          MoveTaskFactsTest.class,
          SqsOverHttpTest.class);

  @Test
  void each_fact_is_tested_or_its_absence_is_explained() throws IOException {
    Set<String> listed =
        lines().filter(line -> !line.contains(":")).collect(Collectors.toCollection(TreeSet::new));
    assertThat(tested()).isEqualTo(listed);
  }

  private static Stream<String> lines() throws IOException {
    try (InputStream in = FactCoverageTest.class.getResourceAsStream("/local/sqs/facts.txt")) {
      return new String(in.readAllBytes(), UTF_8).lines().filter(line -> !line.startsWith("#"));
    }
  }

  private static Set<String> tested() {
    return FACT_TESTS.stream()
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .flatMap(FactCoverageTest::factId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> factId(Method test) {
    return Optional.ofNullable(test.getAnnotation(DisplayName.class)).stream()
        .map(DisplayName::value)
        .filter(name -> name.matches("[a-z0-9-]+: .*"))
        .map(name -> name.substring(0, name.indexOf(':')));
  }
}
