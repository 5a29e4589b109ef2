package dev.retrylab.harness.export;

import java.util.List;
import java.util.Set;

/**
 * Writes the command line of a run anew: commands, names of options, settings and the bundled
 * scenario. Paths, profiles, stacks and endpoints are hidden.
 */
final class CommandLineCopy {
  private static final Set<String> WORDS = Set.of("run", "sweep", "local", "aws", "-h");
  private static final Set<String> OPTIONS =
      Set.of(
          "--all",
          "--endpoint-url",
          "--functions",
          "--json",
          "--junit-xml",
          "--markdown",
          "--parallel",
          "--plain",
          "--profile",
          "--purge",
          "--real-time",
          "--region",
          "--run",
          "--runs",
          "--set",
          "--stack",
          "--target",
          "--width");

  private CommandLineCopy() {}

  static List<String> of(List<String> arguments, PublicTexts texts) {
    return arguments.stream().map(argument -> shown(argument, texts)).toList();
  }

  private static String shown(String argument, PublicTexts texts) {
    if (WORDS.contains(argument) || OPTIONS.contains(argument) || argument.equals(texts.name())) {
      return argument;
    }
    int sign = argument.indexOf('=');
    if (sign < 0) {
      return Fields.HIDDEN;
    }
    String name = argument.substring(0, sign);
    String value = argument.substring(sign + 1);
    if (PublicWords.isSettingKey(name)) {
      return name + "=" + (PublicWords.isSettingValue(value) ? value : Fields.HIDDEN);
    }
    return OPTIONS.contains(name) ? name + "=" + shown(value, texts) : Fields.HIDDEN;
  }
}
