package dev.retrylab.harness.scenario.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.retrylab.harness.scenario.Setting;
import dev.retrylab.harness.scenario.Settings;
import dev.retrylab.harness.scenario.text.InvalidScenario;
import dev.retrylab.harness.scenario.text.NearestKey;
import dev.retrylab.harness.scenario.text.Problems;
import dev.retrylab.harness.scenario.text.Shortened;
import java.util.List;
import java.util.stream.Stream;

/** Puts values from the command line into the tree of a scenario file before it is read. */
final class Overrides {
  /** Every key that can be set. */
  static final List<String> KEYS = keys();

  private Overrides() {}

  private static List<String> keys() {
    return Stream.concat(Stream.of("name", "title"), Settings.ALL.stream().map(Setting::key))
        .toList();
  }

  /**
   * @param overrides {@code key=value} each; of one key the last counts
   * @param option what stands before them on the command line, for sentences: {@code "--set "}
   * @throws InvalidScenario if one has no "=" or an unknown key
   */
  static void apply(ObjectNode tree, List<String> overrides, String option) {
    Problems problems = new Problems();
    overrides.forEach(override -> apply(tree, override, option, problems));
    problems.refuseIfAny();
  }

  private static void apply(ObjectNode tree, String override, String option, Problems problems) {
    int equals = override.indexOf('=');
    if (equals < 0) {
      problems.add(
          "%s\"%s\" has no value; write %skey=value, for example %squeue.visibilityTimeout=200s."
              .formatted(option, Shortened.of(override), option, option));
      return;
    }
    String key = override.substring(0, equals).strip();
    String value = override.substring(equals + 1).strip();
    if (!KEYS.contains(key)) {
      problems.add(
          "%s%s: there is no such key; did you mean %s?"
              .formatted(option, Shortened.of(key), NearestKey.of(key, KEYS).orElseThrow()));
      return;
    }
    put(tree, key, value);
  }

  private static void put(ObjectNode tree, String key, String value) {
    int dot = key.indexOf('.');
    if (dot < 0) {
      tree.set(key, TextNode.valueOf(value));
      return;
    }
    String section = key.substring(0, dot);
    if (!tree.has(section)) {
      tree.putObject(section);
    }
    // A section that is no mapping is left for the reader to refuse.
    if (tree.get(section) instanceof ObjectNode mapping) {
      mapping.set(key.substring(dot + 1), scalar(value));
    }
  }

  private static JsonNode scalar(String value) {
    if (value.matches("0|-?[1-9]\\d{0,8}")) {
      return IntNode.valueOf(Integer.parseInt(value));
    }
    if (value.equals("true") || value.equals("false")) {
      return BooleanNode.valueOf(Boolean.parseBoolean(value));
    }
    return TextNode.valueOf(value);
  }
}
