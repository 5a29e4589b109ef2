package dev.retrylab.harness.cli;

import dev.retrylab.harness.cli.exit.ExitCode;
import dev.retrylab.harness.cli.run.Build;
import java.util.concurrent.Callable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The top of the command line. */
@Command(
    name = "retry-lab",
    description = {
      "Shows how often a failing message really runs: SQS queues consumed by Lambda, on AWS or on an"
          + " embedded engine.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = RetryLab.Version.class,
    subcommands = {
      RunCommand.class,
      PredictCommand.class,
      CollectCommand.class,
      JudgeCommand.class,
      ReportCommand.class,
      ExportCommand.class,
      ServeCommand.class,
      DoctorCommand.class,
      CompareCommand.class,
      SweepCommand.class,
      FidelityCommand.class,
      ListCommand.class,
      GenerateCompletion.class,
      HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the observation matches the documented rules",
      "1:it diverges from them",
      "2:the evidence does not suffice",
      "64:bad arguments or bad input",
      "70:internal error"
    },
    footerHeading = "%nTo begin with:%n",
    footer = {
      "  retry-lab run                    the article's experiment, on the local engine",
      "  retry-lab list                   the experiments that there are",
      "  retry-lab run poisoned-batch --set queue.maxReceiveCount=3",
      "  retry-lab predict poisoned-batch what is expected, without running anything",
      "  retry-lab report latest          the newest run again; its page is report.html",
      "  retry-lab help run               all options of a command"
    })
final class RetryLab implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return ExitCode.MATCH;
  }

  /** The version of this program, and the commit of its sources. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      Build build = Build.ofThisProgram();
      return new String[] {
        "retry-lab " + build.version() + build.commit().map(", commit "::concat).orElse("")
      };
    }
  }
}
