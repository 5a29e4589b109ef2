package dev.retrylab.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The bills of materials (CycloneDX) name what is in the two jars that are shipped. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SbomIT {
  private static final Path LAMBDA = Path.of("../lambda/target");

  /** Parts of the harness whose own jars say nothing of Maven. */
  private static final Set<String> WITHOUT_METADATA =
      Set.of(
          "info.picocli:picocli",
          "org.reactivestreams:reactive-streams",
          "software.amazon.awssdk:third-party-jackson-core",
          "software.amazon.awssdk:third-party-jackson-dataformat-cbor",
          "com.amazonaws:aws-lambda-java-serialization");

  /** Where the classes of the functions' jar come from; it carries no metadata of Maven at all. */
  private static final Map<String, String> OF_PACKAGE =
      Map.of(
          "com/amazonaws/services/lambda/runtime/events/", "com.amazonaws:aws-lambda-java-events",
          "com/amazonaws/services/lambda/runtime/", "com.amazonaws:aws-lambda-java-core",
          "com/fasterxml/jackson/core/", "com.fasterxml.jackson.core:jackson-core",
          "com/fasterxml/jackson/jr/", "com.fasterxml.jackson.jr:jackson-jr-objects",
          "org/joda/time/", "joda-time:joda-time",
          "org/reactivestreams/", "org.reactivestreams:reactive-streams",
          "org/slf4j/", "org.slf4j:slf4j-api",
          "software/amazon/eventstream/", "software.amazon.eventstream:eventstream",
          "software/amazon/awssdk/services/sqs/", "software.amazon.awssdk:sqs");

  /** Parts of netty-common, under names of their own there, and so of no bill but Netty's. */
  private static final Set<String> WITHIN_NETTY =
      Set.of("org.jctools:jctools-core", "org.jctools:jctools-core-jdk11");

  private static JsonNode sbom(Path target) throws IOException {
    Path file = target.resolve("sbom.json");
    assumeTrue(
        Files.isRegularFile(file),
        "SbomIT needs the bills of materials, which only mvn -Dskip-sbom=false verify makes.");
    return new ObjectMapper().readTree(file.toFile());
  }

  private static Set<String> components(Path target) throws IOException {
    Set<String> components = new TreeSet<>();
    for (JsonNode one : sbom(target).path("components")) {
      components.add(
          "%s:%s:%s"
              .formatted(
                  one.path("group").asText(),
                  one.path("name").asText(),
                  one.path("version").asText()));
    }
    return components;
  }

  @Test
  void of_the_harness_names_all_that_is_in_its_jar_and_nothing_else() throws IOException {
    Map<String, String> inJar = new TreeMap<>();
    try (InputStream jar = Files.newInputStream(Path.of("target/retry-lab.jar"))) {
      collect(new ZipInputStream(jar), inJar);
    }
    inJar.remove("dev.retrylab:retry-lab-harness");
    assertThat(inJar).containsKeys(WITHIN_NETTY.toArray(String[]::new));
    inJar.keySet().removeAll(WITHIN_NETTY);
    Set<String> proven = new TreeSet<>();
    inJar.forEach((name, version) -> proven.add(name + ":" + version));
    Set<String> named = components(Path.of("target"));
    assertThat(named).containsAll(proven);
    assertThat(proven).hasSizeGreaterThan(40).anyMatch(one -> one.contains("runtime-interface"));
    named.removeAll(proven);
    assertThat(named)
        .allMatch(one -> WITHOUT_METADATA.stream().anyMatch(one::startsWith), "is really in it");
  }

  /** Also of the jars within, which the engine gives to a function's process. */
  private static void collect(ZipInputStream jar, Map<String, String> found) throws IOException {
    for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
      if (entry.getName().matches("META-INF/maven/.*/pom\\.properties")) {
        Properties maven = new Properties();
        maven.load(jar);
        found.put(
            maven.getProperty("groupId") + ":" + maven.getProperty("artifactId"),
            maven.getProperty("version"));
      } else if (entry.getName().endsWith(".jar")) {
        collect(new ZipInputStream(jar), found);
      }
    }
  }

  @Test
  void of_the_functions_names_where_each_of_their_classes_comes_from() throws IOException {
    Set<String> named = new TreeSet<>();
    components(LAMBDA).forEach(one -> named.add(one.substring(0, one.lastIndexOf(':'))));
    Set<String> unexplained = new TreeSet<>();
    try (ZipInputStream jar =
        new ZipInputStream(Files.newInputStream(LAMBDA.resolve("retry-lab-lambda.jar")))) {
      for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
        if (entry.getName().endsWith(".class") && !explained(entry.getName(), named)) {
          unexplained.add(entry.getName());
        }
      }
    }
    assertThat(unexplained).isEmpty();
    assertThat(named).containsAll(OF_PACKAGE.values());
  }

  private static boolean explained(String file, Set<String> named) {
    String path = file.replaceFirst("^META-INF/versions/[0-9]+/", "");
    if (path.startsWith("dev/retrylab/lambda/")) {
      return true;
    }
    Matcher sdk = Pattern.compile("software/amazon/awssdk/(.+)").matcher(path);
    return sdk.matches()
        ? named.contains("software.amazon.awssdk:sdk-core")
        : OF_PACKAGE.keySet().stream().anyMatch(path::startsWith);
  }

  @Test
  void is_the_same_from_the_same_sources() throws IOException {
    for (Path target : Set.of(Path.of("target"), LAMBDA)) {
      JsonNode sbom = sbom(target);
      String text = Files.readString(target.resolve("sbom.json"), UTF_8);
      assertThat(text)
          .doesNotContain("serialNumber", "\"timestamp\"", System.getProperty("user.dir"));
      assertThat(sbom.path("bomFormat").asText()).isEqualTo("CycloneDX");
      assertThat(sbom.path("components"))
          .allMatch(one -> one.path("purl").asText().startsWith("pkg:maven/"))
          .allMatch(one -> !one.path("hashes").isEmpty());
    }
  }
}
