package dev.retrylab.harness.local.sqs.model;

import java.util.regex.Pattern;

/** The form that group ids and deduplication ids share (fact dedup-id-format). */
final class IdFormat {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9\\p{Punct}]{1,128}");

  private IdFormat() {}

  static String checked(String value, String parameter) {
    if (!FORM.matcher(value).matches()) {
      throw SqsErrors.invalidParameter(
          value,
          parameter,
          parameter
              + " can only include alphanumeric and punctuation characters. 1 to 128 in length.");
    }
    return value;
  }
}
