package dev.retrylab.harness.export;

import dev.retrylab.harness.observe.StackTraceText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a text of a log so that only what is known to tell nothing of the user's is left of it:
 * the words of the platform, times, measured quantities, ids in another form, and the type of what
 * was thrown. All else is a {@value #MASK}, which no form of the platform's lines has in it: what
 * was none does not become one.
 */
final class TextMask {
  private static final String MASK = "*";

  /** A frame of a stack trace, as the reader of the log recognises it. */
  private static final String MASKED_FRAME = "at x(x)";

  private static final String MASKED_THREAD = "Exception in thread \"x\" ";

  private static final String OTHER_PLATFORM_TYPE = "Other.Error";

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<uuid>"
              + Replacements.UUID
              + ")"
              + "|(?<=RequestId: )(?<id>[\\w-]+)"
              + "|(?<unended>[\\w-]+(?=\\s+Task timed out after ))"
              + "|(?<=user_id )(?<user>[!-~]+)"
              + "|(?<=message )(?<key>[\\w#-]+)"
              + "|(?<thread>"
              + StackTraceText.THREAD_FORM
              + ")"
              + "|(?<frame>"
              + StackTraceText.FRAME_FORM
              + ")"
              + "|(?<type>"
              + StackTraceText.TYPE_FORM
              + ")"
              + "|(?<time>(?<!\\w)\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?Z)"
              + "|(?<measure>(?<![\\w.])\\d{1,9}(?:\\.\\d{1,9})?(?= (?:ms|MB|seconds)\\b))"
              + "|(?<=exit status |receive |first |Version: )(?<count>\\d{1,6}\\b)"
              + "|(?<region>\\b"
              + RunOrigin.REGION
              + "\\b)"
              + "|(?<platform>[A-Z]\\w*(?:\\.\\w+){1,20})"
              + "|(?<word>[A-Za-z_$][\\w$-]*)"
              + "|(?<kept>[\\s:,()]+)"
              + "|(?s:.)");

  private final Replacements replacements;
  private final KnownTypes types = new KnownTypes();

  TextMask(Replacements replacements) {
    this.replacements = replacements;
  }

  /** The text with all else masked. */
  String of(String text) {
    StringBuilder masked = new StringBuilder();
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      String shown = shown(token);
      if (shown.equals(MASK)) {
        hide(masked);
      } else {
        masked.append(shown);
      }
    }
    return masked.toString();
  }

  /** One mask for any number of words: how many there were is hidden, too. */
  private static void hide(StringBuilder masked) {
    int end = masked.length();
    while (end > 0 && masked.charAt(end - 1) == ' ') {
      end--;
    }
    if (end > 0 && masked.charAt(end - 1) == MASK.charAt(0)) {
      masked.setLength(end);
    } else {
      masked.append(MASK);
    }
  }

  private String shown(Matcher token) {
    String text = token.group();
    if (isAny(token, "uuid", "id", "unended")) {
      return replacements.id(text);
    }
    if (isAny(token, "user")) {
      return replacements.name("user", text);
    }
    if (isAny(token, "key")) {
      return replacements.key(text);
    }
    if (isAny(token, "type")) {
      return types.shown(text);
    }
    if (isAny(token, "time", "measure", "count", "region", "kept")) {
      return text;
    }
    return otherwise(token, text);
  }

  private static String otherwise(Matcher token, String text) {
    if (isAny(token, "thread")) {
      return MASKED_THREAD;
    }
    if (isAny(token, "frame")) {
      return MASKED_FRAME;
    }
    if (isAny(token, "platform")) {
      return PublicWords.isPlatformType(text) ? text : OTHER_PLATFORM_TYPE;
    }
    return isAny(token, "word") && PublicWords.inLogs(text) ? text : MASK;
  }

  private static boolean isAny(Matcher token, String... groups) {
    for (String group : groups) {
      if (token.start(group) >= 0) {
        return true;
      }
    }
    return false;
  }
}
