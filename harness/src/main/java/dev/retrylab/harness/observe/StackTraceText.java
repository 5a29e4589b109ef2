package dev.retrylab.harness.observe;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises a stack trace of Java, whole or one line of it. */
public final class StackTraceText {
  /** A regular expression of a frame, without the spaces before it. */
  public static final String FRAME_FORM = "at (?:[\\w.$-]+/){0,20}[\\w.$<>]+\\([^)\\n]*\\)";

  /**
   * A regular expression of the name of an exception's class with its package. No package is that
   * deep: repeated without a limit, a group would recurse once a repetition.
   */
  public static final String TYPE_FORM =
      "(?:[a-z_$][\\w$]*\\.){1,30}[A-Z][\\w$]*(?:Error|Exception|Throwable)\\b";

  /** The line before the frames of a thread that ended by an exception, up to its type. */
  public static final String THREAD_FORM = "Exception in thread \"[^\"\\n]*\" ";

  private static final Pattern FRAME = Pattern.compile("(?m)^\\s+" + FRAME_FORM);
  private static final String NAME = "(" + TYPE_FORM + "(?:: [^\\n]*)?)";
  private static final Pattern THROWABLE = Pattern.compile("\\b" + NAME);
  private static final Pattern FIRST_LINE =
      Pattern.compile("(?m)^(?:" + THREAD_FORM + "|Caused by: )?" + NAME);

  /**
   * The runtime interface client writes what left the handler as {@code MESSAGE: TYPE}, and on the
   * next line the stack trace, which begins with {@code TYPE: MESSAGE} (its class UserFault).
   */
  private static final Pattern UNCAUGHT = Pattern.compile("(?m): (" + TYPE_FORM + ")\\R\\1(?::|$)");

  private StackTraceText() {}

  /** Whether the text is of a stack trace: it has a frame, or a line that begins with its error. */
  static boolean matches(String text) {
    return FRAME.matcher(text).find() || FIRST_LINE.matcher(text).find();
  }

  /** Whether Lambda's Java runtime wrote it, and not a logger of the function. */
  static boolean isUncaught(String text) {
    return UNCAUGHT.matcher(text).find();
  }

  /** What was thrown, with its message, if the text names it. */
  static Optional<String> error(String text) {
    Matcher matcher = THROWABLE.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
  }
}
