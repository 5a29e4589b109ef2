package dev.retrylab.harness.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;

/** The commands of the program. */
final class Commands {
  private static final List<Map.Entry<String, Class<?>>> IN_ORDER_OF_HELP =
      List.of(
          Map.entry("run", RunCommand.class),
          Map.entry("predict", PredictCommand.class),
          Map.entry("collect", CollectCommand.class),
          Map.entry("judge", JudgeCommand.class),
          Map.entry("report", ReportCommand.class),
          Map.entry("export", ExportCommand.class),
          Map.entry("serve", ServeCommand.class),
          Map.entry("doctor", DoctorCommand.class),
          Map.entry("compare", CompareCommand.class),
          Map.entry("sweep", SweepCommand.class),
          Map.entry("fidelity", FidelityCommand.class),
          Map.entry("list", ListCommand.class));

  /** These tell of all others. */
  private static final List<Class<?>> ABOUT_ALL =
      List.of(GenerateCompletion.class, HelpCommand.class);

  private Commands() {}

  /** Adds all of them to the top of the command line. */
  static void addAll(CommandLine top) {
    Stream.concat(IN_ORDER_OF_HELP.stream().map(Map.Entry::getValue), ABOUT_ALL.stream())
        .forEach(top::addSubcommand);
  }

  /**
   * Adds the one that is called, where it is one that needs no other: to make and read the options
   * of all of them is a tenth of a short run.
   */
  static void addCalled(CommandLine top, String name) {
    IN_ORDER_OF_HELP.stream()
        .filter(command -> command.getKey().equals(name))
        .findFirst()
        .ifPresentOrElse(command -> top.addSubcommand(command.getValue()), () -> addAll(top));
  }
}
