package dev.retrylab.harness.scenario.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.retrylab.harness.scenario.text.InvalidScenario;
import dev.retrylab.harness.scenario.text.Shortened;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Reads the text of a scenario file; what is no plain YAML is refused in one sentence. */
final class YamlTree {
  /** Far more than a scenario needs; 100000 messages are written with {@code copies}. */
  static final int MAX_BYTES = 1 << 20;

  private static final ObjectMapper YAML =
      new ObjectMapper(
              YAMLFactory.builder()
                  .loaderOptions(limits())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private YamlTree() {}

  private static LoaderOptions limits() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_BYTES);
    options.setNestingDepthLimit(20);
    return options;
  }

  /**
   * @param source names the file in sentences
   * @throws InvalidScenario if the bytes are too many, no UTF-8, no YAML, or hold aliases or a key
   *     twice
   */
  static JsonNode parse(String source, byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw refused("%s is larger than 1 MiB, too large for a scenario.".formatted(source));
    }
    String text = decode(source, bytes);
    try {
      refuseAliases(source, text);
      JsonNode tree = YAML.readTree(text);
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (JsonProcessingException notYaml) {
      throw refused(
          "%s is not valid YAML%s: %s.".formatted(source, place(notYaml), reason(notYaml)));
    } catch (IOException cannotHappen) {
      throw new IllegalStateException("Reading from memory failed", cannotHappen);
    }
  }

  private static String decode(String source, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notText) {
      throw refused("%s is no text in UTF-8.".formatted(source));
    }
  }

  /** Jackson would read an alias as the text of its name, which is never meant. */
  private static void refuseAliases(String source, String text) throws IOException {
    if (text.indexOf('*') < 0) {
      return; // no alias is written without: large files need not be read twice
    }
    try (JsonParser parser = YAML.getFactory().createParser(text)) {
      while (parser.nextToken() != null) {
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
          throw refused(
              "%s uses a YAML alias%s, which scenarios do not allow; write the value out."
                  .formatted(source, place(parser.currentTokenLocation())));
        }
      }
    }
  }

  private static String place(JsonLocation location) {
    return location == null || location.getLineNr() < 1
        ? ""
        : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }

  private static String place(JsonProcessingException notYaml) {
    return marked(notYaml)
        .map(MarkedYAMLException::getProblemMark)
        .map(mark -> " at line %d, column %d".formatted(mark.getLine() + 1, mark.getColumn() + 1))
        .orElseGet(() -> place(notYaml.getLocation()));
  }

  private static String reason(JsonProcessingException notYaml) {
    Optional<String> problem = marked(notYaml).map(MarkedYAMLException::getProblem);
    if (problem.isPresent()) {
      return Shortened.of(problem.get().replaceFirst("(?s)\\. \\(.*", ""));
    }
    // The parser's own sentence would show the name of a Java class.
    String message = notYaml.getOriginalMessage().lines().findFirst().orElse("unreadable");
    return message.startsWith("Expected a field name") ? "a key must be a plain word" : message;
  }

  private static Optional<MarkedYAMLException> marked(Throwable error) {
    return Stream.iterate(error, Objects::nonNull, Throwable::getCause)
        .filter(MarkedYAMLException.class::isInstance)
        .map(MarkedYAMLException.class::cast)
        .findFirst();
  }

  private static InvalidScenario refused(String sentence) {
    return new InvalidScenario(List.of(sentence));
  }
}
