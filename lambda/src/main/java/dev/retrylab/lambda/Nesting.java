package dev.retrylab.lambda;

/**
 * How deep the objects and lists of a JSON text lie in each other: the parser goes down by calling
 * itself.
 */
final class Nesting {
  /** Far more than any message that somebody wrote, and far less than a thread's stack holds. */
  private static final int DEEPEST = 500;

  private Nesting() {}

  /** Whether reading the text could end in a StackOverflowError. */
  static boolean tooDeep(String json) {
    int depth = 0;
    boolean text = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (text && c == '\\') {
        i++;
      } else if (c == '"') {
        text = !text;
      } else if (!text && (c == '{' || c == '[') && ++depth > DEEPEST) {
        return true;
      } else if (!text && (c == '}' || c == ']')) {
        depth--;
      }
    }
    return false;
  }
}
