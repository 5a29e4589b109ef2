package dev.retrylab.harness.cli.option;

import java.io.Console;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;

/** What is known of the terminal, if there is one. */
public final class Terminal {
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
    return interactive() && colourWanted(System.getenv());
  }

  /** Whether the environment leaves colours allowed: NO_COLOR counts unless it is empty. */
  static boolean colourWanted(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  /** Whether standard output can show more than ASCII. */
  public static boolean unicode() {
    return canShowUnicode(System.getProperty("stdout.encoding", Charset.defaultCharset().name()));
  }

  /** Whether an encoding has the signs of a report. */
  static boolean canShowUnicode(String encoding) {
    return encoding.toUpperCase(Locale.ROOT).startsWith("UTF");
  }
}
