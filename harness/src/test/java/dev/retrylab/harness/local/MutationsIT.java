package dev.retrylab.harness.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.retrylab.harness.scenario.file.Scenarios;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Breaks the rules of the local engine one by one, each in a copy of its class that comes first on
 * the class path, and runs the scenarios that rest on it.
 */
class MutationsIT {
  private static final Optional<String> ASKED =
      Optional.ofNullable(System.getProperty("retrylab.mutations"));
  private static final String SKIPPED =
      "MutationsIT breaks no rule: that takes some minutes; -Dretrylab.mutations=all does it.";
  private static final Path SOURCES = Path.of("src/main/java/dev/retrylab/harness/local");
  private static final Path JAR = Path.of("target/retry-lab.jar");
  private static final int DIVERGED = 1;

  @TempDir private Path folder;

  private record Mutation(String rule, String file, String from, String to, List<String> diverges) {
    boolean isAsked(String word) {
      return word.equals("all") || rule.contains(word);
    }

    @Override
    public String toString() {
      return rule;
    }
  }

  static List<Mutation> mutations() throws IOException {
    try (InputStream list = MutationsIT.class.getResourceAsStream("/mutations.yaml")) {
      JsonNode tree = new ObjectMapper(new YAMLFactory()).readTree(list);
      return StreamSupport.stream(tree.spliterator(), false)
          .map(
              one ->
                  new Mutation(
                      one.path("rule").asText(),
                      one.path("file").asText(),
                      one.path("from").asText(),
                      one.path("to").asText(),
                      texts(one.path("diverges"))))
          .toList();
    }
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  @Test
  @DisplayName("Every scenario rests on a rule of the list, and every rule is in the sources")
  void complete() throws IOException {
    Set<String> resting = new HashSet<>();
    for (Mutation mutation : mutations()) {
      resting.addAll(mutation.diverges());
      assertThat(Files.readString(SOURCES.resolve(mutation.file())))
          .as(mutation.rule())
          .containsOnlyOnce(mutation.from());
    }
    assertThat(resting).containsExactlyInAnyOrderElementsOf(Scenarios.names());
  }

  @ParameterizedTest
  @MethodSource("mutations")
  @DisplayName("Without the rule, its scenarios end in DIVERGED")
  void tellsApart(Mutation mutation) throws Exception {
    assumeTrue(ASKED.filter(mutation::isAsked).isPresent(), SKIPPED);
    Path classes = compile(mutation);
    for (String scenario : mutation.diverges()) {
      assertThat(run(classes, scenario)).as(scenario).isEqualTo(DIVERGED);
    }
  }

  @BeforeAll
  static void tell() {
    if (ASKED.isEmpty()) {
      System.out.println(SKIPPED);
    }
  }

  private Path compile(Mutation mutation) throws IOException {
    String source = Files.readString(SOURCES.resolve(mutation.file()));
    Path broken = folder.resolve(Path.of(mutation.file()).getFileName());
    Files.writeString(broken, source.replace(mutation.from(), mutation.to()));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of("-proc:none", "-cp", JAR.toString(), "-d", classes.toString(), "-nowarn");
      boolean compiled =
          compiler
              .getTask(null, files, null, options, null, files.getJavaFileObjects(broken))
              .call();
      assertThat(compiled).as("the broken class compiles").isTrue();
    }
    return classes;
  }

  private int run(Path classes, String scenario) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes + File.pathSeparator + JAR.toAbsolutePath(),
                "dev.retrylab.harness.cli.Main",
                "run",
                scenario,
                "--target",
                "local",
                "--functions",
                "simulated",
                "--runs",
                folder.resolve("runs").toString())
            .directory(Path.of("..").toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output-" + scenario).toFile())
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(scenario + " ends").isTrue();
      return process.exitValue();
    } finally {
      Stream.concat(process.descendants(), Stream.of(process.toHandle()))
          .forEach(ProcessHandle::destroyForcibly);
    }
  }
}
