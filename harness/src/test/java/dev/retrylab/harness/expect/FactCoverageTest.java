package dev.retrylab.harness.expect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Keeps the list of facts and the tests that hold them against predictions together. */
class FactCoverageTest {
  private static final List<Class<?>> FACT_TESTS = List.of(RecordedFactsTest.class);

  @Test
  void each_fact_is_tested_or_its_absence_is_explained() throws IOException {
    Set<String> listed =
        lines().filter(line -> !line.contains(":")).collect(Collectors.toCollection(TreeSet::new));
    assertThat(tested()).isEqualTo(listed);
  }

  @Test
  void each_fact_is_listed_once() throws IOException {
    List<String> ids = lines().map(line -> line.replaceFirst(":.*", "")).toList();
    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z0-9-]+"));
  }

  private static Stream<String> lines() throws IOException {
    try (InputStream in = FactCoverageTest.class.getResourceAsStream("/expect/facts.txt")) {
      return new String(in.readAllBytes(), UTF_8).lines().filter(line -> !line.startsWith("#"));
    }
  }

  /** A test names its facts before a colon, or is named by them alone. */
  private static Set<String> tested() {
    return FACT_TESTS.stream()
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .flatMap(test -> Optional.ofNullable(test.getAnnotation(DisplayName.class)).stream())
        .map(name -> name.value().replaceFirst(":.*", ""))
        .flatMap(names -> Arrays.stream(names.split(", ", -1)))
        .filter(name -> name.matches("[a-z0-9]+(-[a-z0-9]+)+"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
