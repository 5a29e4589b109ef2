package dev.retrylab.harness.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Does to documents that were valid what hands, disks and attackers do. */
public final class Damage {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Pieces that parsers trip over; of YAML, JSON, URLs and logs. */
  private static final List<String> PIECES =
      List.of(
          "\u0000",
          "\uFEFF",
          "\t",
          "\r",
          "\n",
          "\n\n",
          " ",
          "\u2028",
          "\u0085",
          "\u001b[2J",
          "\"",
          "'",
          "\\",
          "\\u0000",
          "\\ud800",
          "\\udc00\\ud800",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "&a",
          "*a",
          "&a [*a]",
          "<<: *a",
          "!!net.URL ['http://127.0.0.1:1/']",
          "!!script.ScriptEngineManager {}",
          "!!binary x",
          "!!int 08",
          "? ",
          "- ",
          "---",
          "...",
          "%YAML 9.9\n",
          "%TAG ! x\n",
          "|",
          ">",
          ">-\n",
          "#",
          "~",
          "null",
          "true",
          "NaN",
          ".inf",
          "-.inf",
          "1e999999999",
          "-0",
          "0x7fffffff",
          "99999999999999999999999999",
          "9".repeat(2_000),
          "2026-01-01",
          "+1000000000-12-31T23:59:59Z",
          "PT1S",
          "1_000",
          "1:2:3",
          "../../x",
          "/etc/passwd",
          "%2e%2e%2f",
          "%",
          "%zz",
          "%s%n",
          "${x}",
          "<script>",
          "]]>",
          "{".repeat(3_000),
          "[".repeat(3_000),
          "x".repeat(70_000),
          "{\"a\":".repeat(1_500),
          "REPORT RequestId: ",
          "\tStatus: error\tError Type: ",
          "retryLab",
          "\uD83D\uDE00");

  private Damage() {}

  /** One to four changes to the bytes. */
  public static byte[] bytes(Random random, byte[] original) {
    byte[] bytes = original;
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      bytes = change(random, bytes);
    }
    return bytes;
  }

  private static byte[] change(Random random, byte[] bytes) {
    int at = random.nextInt(bytes.length + 1);
    int end = Math.min(bytes.length, at + random.nextInt(40));
    return switch (random.nextInt(7)) {
      case 0 -> joined(bytes, at, new byte[0], end);
      case 1 -> joined(bytes, at, new byte[0], bytes.length);
      case 2 -> joined(bytes, end, slice(bytes, at, end), end);
      case 3 -> joined(bytes, at, new byte[] {(byte) random.nextInt(256)}, Math.min(at + 1, end));
      case 4 -> joined(bytes, at, slice(bytes, random.nextInt(at + 1), at), at);
      default -> joined(bytes, at, piece(random).getBytes(UTF_8), random.nextBoolean() ? at : end);
    };
  }

  private static byte[] slice(byte[] bytes, int from, int to) {
    return java.util.Arrays.copyOfRange(bytes, from, to);
  }

  private static byte[] joined(byte[] bytes, int head, byte[] middle, int tail) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(bytes, 0, head);
    joined.writeBytes(middle);
    joined.write(bytes, tail, bytes.length - tail);
    return joined.toByteArray();
  }

  /** A text that parsers trip over. */
  public static String piece(Random random) {
    return PIECES.get(random.nextInt(PIECES.size()));
  }

  /** One to three changes to a copy of the tree: members dropped, doubled, renamed, replaced. */
  public static JsonNode tree(Random random, JsonNode original) {
    JsonNode tree = original.deepCopy();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      List<JsonNode> containers = new ArrayList<>();
      collect(tree, containers);
      if (containers.isEmpty()) {
        return value(random);
      }
      JsonNode chosen = containers.get(random.nextInt(containers.size()));
      if (chosen instanceof ObjectNode object) {
        change(random, object);
      } else {
        change(random, (ArrayNode) chosen);
      }
    }
    return tree;
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
    }
    node.forEach(child -> collect(child, containers));
  }

  private static void change(Random random, ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    if (names.isEmpty()) {
      object.set(piece(random), value(random));
      return;
    }
    String name = names.get(random.nextInt(names.size()));
    switch (random.nextInt(6)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(piece(random), object.remove(name));
      case 2 -> object.set(names.get(random.nextInt(names.size())), object.get(name).deepCopy());
      default -> object.set(name, value(random));
    }
  }

  private static void change(Random random, ArrayNode array) {
    if (array.isEmpty()) {
      array.add(value(random));
      return;
    }
    int at = random.nextInt(array.size());
    switch (random.nextInt(4)) {
      case 0 -> array.remove(at);
      case 1 -> array.add(array.get(at).deepCopy());
      case 2 -> array.insert(at, value(random));
      default -> array.set(at, value(random));
    }
  }

  /** A value of any type, most often one that nobody expects. */
  public static JsonNode value(Random random) {
    return switch (random.nextInt(14)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(random.nextBoolean());
      case 2 -> JSON.numberNode(random.nextInt());
      case 3 -> JSON.numberNode(random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE);
      case 4 -> JSON.numberNode(BigInteger.TWO.pow(200 + random.nextInt(2_000)));
      case 5 -> JSON.numberNode(new BigDecimal("1E+400"));
      case 6 -> JSON.numberNode(random.nextDouble() * 1e9 - 5e8);
      case 7 -> JSON.numberNode(random.nextInt(30) - 10);
      case 8 -> nested(random.nextInt(300));
      case 9 -> JSON.objectNode();
      case 10 -> JSON.arrayNode();
      case 11 -> JSON.textNode("");
      case 12 ->
          JSON.textNode(
              random
                  .ints(1 + random.nextInt(20), 0, 0x10000)
                  .collect(
                      StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
                  .toString());
      default -> JSON.textNode(piece(random));
    };
  }

  private static JsonNode nested(int depth) {
    JsonNode node = JSON.numberNode(1);
    for (int i = 0; i < depth; i++) {
      node = JSON.arrayNode().add(node);
    }
    return node;
  }

  /** The tree as bytes: half of the time damaged as a text too. */
  public static byte[] document(Random random, JsonNode original) {
    byte[] bytes = written(tree(random, original));
    return random.nextInt(3) == 0 ? bytes(random, bytes) : bytes;
  }

  /** The tree as bytes; lone surrogates are escaped, since UTF-8 has none. */
  public static byte[] written(JsonNode tree) {
    return escaped(tree.toString()).getBytes(UTF_8);
  }

  private static String escaped(String json) {
    StringBuilder text = new StringBuilder();
    json.chars()
        .forEach(
            c -> {
              if (Character.isSurrogate((char) c)) {
                text.append("\\u%04x".formatted(c));
              } else {
                text.append((char) c);
              }
            });
    return text.toString();
  }
}
