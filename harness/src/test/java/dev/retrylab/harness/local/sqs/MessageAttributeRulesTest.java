package dev.retrylab.harness.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.local.sqs.model.MessageAttribute;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a message attribute may be")
class MessageAttributeRulesTest {
  private final SteppedSqs sqs = new SteppedSqs();
  private final Queue queue = sqs.standard("q");

  private String refusal(String name, MessageAttribute attribute) {
    return SteppedSqs.refusal(
            () -> queue.send(SendRequest.of("x").withAttributes(Map.of(name, attribute))))
        .orElse("taken");
  }

  private String refusal(String name) {
    return refusal(name, MessageAttribute.ofText("String", "v"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "A.b-c_9",
        "9",
        "_",
        "-",
        "aws",
        "AWSx",
        "awsome.x",
        "amazon",
        "a.aws.b",
        "a.b.c",
        "größe",
        "Überschrift",
        "имя",
        "名前"
      })
  void names_of_letters_digits_periods_hyphens_and_underscores_are_taken(String name) {
    assertThat(refusal(name)).isEqualTo("taken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws.x", "AWS.x", "Aws.", "amazon.x", "AMAZON.x", "aMaZoN.x"})
  void names_that_AWS_reserves_are_refused_in_any_letters(String name) {
    assertThat(refusal(name))
        .isEqualTo(
            "InvalidParameterValue 400: You can't use message attribute names beginning with 'AWS.'"
                + " or 'Amazon'. These strings are reserved for internal use.");
  }

  @ParameterizedTest
  @CsvSource({
    ".x,not begin with character '.'.",
    ".,not begin with character '.'.",
    "x.,not end with character '.'.",
    "x..y,not have successive '.' characters."
  })
  void periods_stand_between_other_characters_only(String name, String rule) {
    assertThat(refusal(name))
        .isEqualTo("InvalidParameterValue 400: Message (user) attribute name must " + rule);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a:b", "a/b", "a\u0001", "a$", "a\uD83D\uDE00"})
  void names_with_other_characters_are_refused(String name) {
    assertThat(refusal(name)).contains("attribute name can only contain");
  }

  @Test
  void a_name_has_1_to_256_characters() {
    assertThat(refusal("")).contains("must contain non-empty message (user) attribute names");
    assertThat(refusal("a".repeat(256))).isEqualTo("taken");
    assertThat(refusal("a".repeat(257))).contains("must be shorter than 256 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "\b", "\u000B", "\u001F", "\uFFFE", "\uFFFF"})
  void what_may_not_stand_in_a_body_may_not_stand_in_a_text_or_in_a_type(String character) {
    String refused =
        "InvalidParameterValue 400: Invalid characters found. Valid unicode characters are #x9 | #xA"
            + " | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF.";
    String text = "Invalid-" + character;
    assertThat(new Attribute("String", text).refusal()).isEqualTo(refused);
    assertThat(new Attribute("String." + text, "v").refusal()).isEqualTo(refused);
    assertThat(new Attribute("Number." + text, "1").refusal()).isEqualTo(refused);
  }

  @Test
  void other_characters_may_stand_in_a_text_and_every_byte_in_a_binary() {
    assertThat(new Attribute("String", "\t\r\n \uD7FF\uE000\uFFFD\uD83D\uDE00").refusal())
        .isEqualTo("taken");
    assertThat(refusal("a", MessageAttribute.ofBytes("Binary", new byte[] {0, 8, -1})))
        .isEqualTo("taken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.5", "1e10", "12345678901234567890123456789012345678"})
  void a_number_is_taken(String text) {
    assertThat(new Attribute("Number", text).refusal()).isEqualTo("taken");
    assertThat(new Attribute("Number.int", text).refusal()).isEqualTo("taken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"world", "1,5", "NaN", "0x10", " "})
  void what_is_no_number_is_refused(String text) {
    assertThat(new Attribute("Number", text).refusal())
        .isEqualTo(
            "InvalidParameterValue 400: Can't cast the value of message (user) attribute 'a' to a"
                + " number.");
    assertThat(new Attribute("Number.int", text).refusal()).contains("to a number");
  }

  @Test
  void a_type_and_a_value_must_be_there() {
    assertThat(new Attribute("", "v").refusal())
        .isEqualTo(
            "InvalidParameterValue 400: The message (user) attribute 'a' must contain a non-empty"
                + " message attribute type.");
    assertThat(new Attribute("Text", "v").refusal()).contains("type prefixes: Binary, Number");
    assertThat(new Attribute("string", "v").refusal()).contains("type prefixes: Binary, Number");
    assertThat(new Attribute("String", "").refusal())
        .isEqualTo(
            "InvalidParameterValue 400: Message (user) attribute 'a' must contain a non-empty value"
                + " of type 'String'.");
  }

  private final class Attribute {
    private final MessageAttribute attribute;

    Attribute(String type, String text) {
      attribute = MessageAttribute.ofText(type, text);
    }

    String refusal() {
      return MessageAttributeRulesTest.this.refusal("a", attribute);
    }
  }

  @Test
  void equal_attributes_have_the_same_type_kind_and_bytes() {
    MessageAttribute text = MessageAttribute.ofText("String", "a");
    assertThat(text)
        .isEqualTo(MessageAttribute.ofText("String", "a"))
        .hasSameHashCodeAs(MessageAttribute.ofText("String", "a"))
        .isNotEqualTo(MessageAttribute.ofText("String", "b"))
        .isNotEqualTo(MessageAttribute.ofText("String.x", "a"))
        .isNotEqualTo(MessageAttribute.ofBytes("String", new byte[] {'a'}))
        .isNotEqualTo("a");
  }
}
