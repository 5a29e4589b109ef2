package dev.retrylab.harness.local.sqs.model;

import java.util.regex.Pattern;

/**
 * The characters that SQS accepts in a body, and in types and texts of message attributes: those of
 * XML 1.0.
 */
public final class ValidCharacters {
  public static final String REFUSAL =
      "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF"
          + " | #xE000 to #xFFFD | #x10000 to #x10FFFF.";

  private static final Pattern INVALID =
      Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

  private ValidCharacters() {}

  public static boolean only(String text) {
    return !INVALID.matcher(text).find();
  }

  /** The text with U+FFFD in the place of each character that SQS does not take. */
  public static String replaced(String text) {
    return INVALID.matcher(text).replaceAll("\uFFFD");
  }
}
