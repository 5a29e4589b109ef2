package dev.retrylab.harness.local.sqs.model;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a message attribute may be.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html">
 *     Message metadata for Amazon SQS</a>
 */
public final class MessageAttributeRules {
  private static final int MOST = 10;
  private static final int LONGEST_NAME = 256;

  /** Letters and digits of any script: AWS documents ASCII, but takes an umlaut. */
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{Nd}_.-]+");

  private static final Pattern DATA_TYPE = Pattern.compile("(String|Number|Binary)(\\..{1,250})?");

  private MessageAttributeRules() {}

  public static void check(Map<String, MessageAttribute> attributes) {
    attributes.forEach(MessageAttributeRules::check);
    if (attributes.size() > MOST) {
      throw SqsErrors.invalidParameter(
          "Number of message attributes ["
              + attributes.size()
              + "] exceeds the allowed maximum ["
              + MOST
              + "].");
    }
  }

  private static void check(String name, MessageAttribute attribute) {
    checkName(name);
    checkType(name, attribute.dataType());
    if (attribute.value().length == 0) {
      throw SqsErrors.invalidParameter(
          "Message (user) attribute '%s' must contain a non-empty value of type '%s'."
              .formatted(name, attribute.dataType()));
    }
    if (!attribute.binary()) {
      checkText(name, attribute);
    }
  }

  private static void checkName(String name) {
    if (name.isEmpty()) {
      throw SqsErrors.invalidParameter(
          "The request must contain non-empty message (user) attribute names.");
    }
    if (name.length() > LONGEST_NAME) {
      throw refusedName("be shorter than 256 bytes.");
    }
    if (!NAME.matcher(name).matches()) {
      throw SqsErrors.invalidParameter(
          "Message (user) attribute name can only contain upper and lower score characters, digits,"
              + " periods, hyphens and underscores.");
    }
    String small = name.toLowerCase(Locale.ROOT);
    if (small.startsWith("aws.") || small.startsWith("amazon.")) {
      throw SqsErrors.invalidParameter(
          "You can't use message attribute names beginning with 'AWS.' or 'Amazon'. These strings"
              + " are reserved for internal use.");
    }
    checkPeriods(name);
  }

  private static void checkPeriods(String name) {
    if (name.startsWith(".")) {
      throw refusedName("not begin with character '.'.");
    }
    if (name.endsWith(".")) {
      throw refusedName("not end with character '.'.");
    }
    if (name.contains("..")) {
      throw refusedName("not have successive '.' characters.");
    }
  }

  private static RuntimeException refusedName(String rule) {
    return SqsErrors.invalidParameter("Message (user) attribute name must " + rule);
  }

  private static void checkType(String name, String dataType) {
    if (dataType.isEmpty()) {
      throw SqsErrors.invalidParameter(
          "The message (user) attribute '"
              + name
              + "' must contain a non-empty message attribute type.");
    }
    if (!DATA_TYPE.matcher(dataType).matches()) {
      throw SqsErrors.invalidParameter(
          "The type of message (user) attribute '"
              + name
              + "' is invalid. You must use only the following supported type prefixes: Binary,"
              + " Number, String.");
    }
    checkCharacters(dataType);
  }

  private static void checkText(String name, MessageAttribute attribute) {
    checkCharacters(attribute.text());
    if (attribute.dataType().startsWith("Number") && !isNumber(attribute.text())) {
      throw SqsErrors.invalidParameter(
          "Can't cast the value of message (user) attribute '" + name + "' to a number.");
    }
  }

  /** The rule is that of the body; the code is not (recorded on AWS). */
  private static void checkCharacters(String text) {
    if (!ValidCharacters.only(text)) {
      throw SqsErrors.invalidParameter(ValidCharacters.REFUSAL);
    }
  }

  private static boolean isNumber(String text) {
    try {
      new BigDecimal(text.strip());
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
