package dev.retrylab.harness.observe;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises a stack trace of Java, whole or one line of it. */
final class StackTraceText {
  private static final Pattern FRAME =
      Pattern.compile("(?m)^\\s+at (?:[\\w.$-]+/){0,3}[\\w.$<>]+\\([^)\\n]*\\)");

  /** No package is that deep: repeated without a limit, a group would recurse once a repetition. */
  private static final String NAME =
      "((?:[a-z_$][\\w$]*\\.){1,30}[A-Z][\\w$]*(?:Error|Exception|Throwable)\\b(?:: [^\\n]*)?)";

  private static final Pattern THROWABLE = Pattern.compile("\\b" + NAME);

  private static final Pattern FIRST_LINE =
      Pattern.compile("(?m)^(?:Exception in thread \"[^\"\\n]*\" |Caused by: )?" + NAME);

  private StackTraceText() {}

  /** Whether the text is of a stack trace: it has a frame, or a line that begins with its error. */
  static boolean matches(String text) {
    return FRAME.matcher(text).find() || FIRST_LINE.matcher(text).find();
  }

  /** What was thrown, with its message, if the text names it. */
  static Optional<String> error(String text) {
    Matcher matcher = THROWABLE.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
  }
}
