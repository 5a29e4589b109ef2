package dev.retrylab.harness.cli;

import java.io.Console;
import java.nio.charset.Charset;
import java.util.Locale;

/** What is known of the terminal, if there is one. */
final class Terminal {
  private Terminal() {}

  /** Whether a person sees the output as it comes. */
  @SuppressWarnings("SystemConsoleNull") // from JDK 22 on there always is one, and it says itself
  static boolean interactive() {
    Console console = System.console();
    return console != null && isTerminal(console) && !"dumb".equals(System.getenv("TERM"));
  }

  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true; // before JDK 22 there is a console only on a terminal
    }
  }

  /** Whether colours are wanted: on a terminal, unless NO_COLOR is set (no-color.org). */
  static boolean colour() {
    String noColor = System.getenv("NO_COLOR");
    return interactive() && (noColor == null || noColor.isEmpty());
  }

  /** Whether standard output can show more than ASCII. */
  static boolean unicode() {
    String encoding = System.getProperty("stdout.encoding", Charset.defaultCharset().name());
    return encoding.toUpperCase(Locale.ROOT).startsWith("UTF");
  }
}
