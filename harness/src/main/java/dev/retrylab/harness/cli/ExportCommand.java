package dev.retrylab.harness.cli;

import dev.retrylab.harness.cli.exit.ExitCode;
import dev.retrylab.harness.cli.exit.UsageError;
import dev.retrylab.harness.cli.option.OutputFile;
import dev.retrylab.harness.cli.option.RunReference;
import dev.retrylab.harness.export.RunExport;
import dev.retrylab.harness.export.RunExport.Written;
import dev.retrylab.harness.store.RunArchive;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code export}: a run's evidence as a zip to give away. */
@Command(
    name = "export",
    description = {
      "Writes the evidence of a run into a zip that can be attached to an issue: accounts, ARNs, ids,"
          + " names and hosts are replaced, and free text of log lines is left out. It is judged"
          + " anew, and written only where it says the same as the run."
    },
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  private static final String OPTION = "--output";

  /** What GitHub takes as an attachment of an issue. */
  private static final long LARGEST_ATTACHMENT = 25_000_000;

  @Spec private CommandSpec spec;
  @Mixin private RunReference reference;

  @Option(
      names = OPTION,
      paramLabel = "FILE",
      description = "The zip. Default: named after scenario and run, in the current folder.")
  private Path output;

  @Override
  public Integer call() {
    RunDirectory directory = reference.find();
    RunExport export = new RunExport(directory);
    Path zip = Objects.requireNonNullElseGet(output, () -> Path.of(export.fileName()));
    check(zip);
    Written written = write(export, zip);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("Wrote %s, %s: %s, judged anew.%n", zip, size(written), written.verdict());
    earlierVerdict(directory, written).ifPresent(out::println);
    out.println("Look into it before you give it away; SECURITY.md says what is left in it.");
    if (written.bytes() > LARGEST_ATTACHMENT) {
      out.println("It is larger than an attachment of an issue on GitHub may be, which is 25 MB.");
    }
    out.flush();
    return ExitCode.MATCH;
  }

  private static String size(Written written) {
    return "%d kB".formatted((written.bytes() + 999) / 1000);
  }

  /** Another version of this program may have judged otherwise. */
  private static Optional<String> earlierVerdict(RunDirectory directory, Written written) {
    return RunSummary.of(directory)
        .verdict()
        .filter(verdict -> !verdict.equals(written.verdict()))
        .map(
            verdict -> "The run's results.json says %s, as it was judged then.".formatted(verdict));
  }

  private static void check(Path zip) {
    new OutputFile(OPTION, zip).check();
    try {
      if (Files.exists(zip) && !RunArchive.isOne(zip)) {
        throw new UsageError(
            "%s is there already, and no zip of a run. Give another with %s."
                .formatted(zip, OPTION));
      }
    } catch (IOException e) {
      throw unwritable(zip, e);
    }
  }

  private static Written write(RunExport export, Path zip) {
    try {
      return export.write(zip);
    } catch (IOException e) {
      throw unwritable(zip, e);
    }
  }

  private static UsageError unwritable(Path zip, IOException e) {
    return new UsageError(
        "Cannot write %s: %s. Give another with %s.".formatted(zip, e.getMessage(), OPTION));
  }
}
