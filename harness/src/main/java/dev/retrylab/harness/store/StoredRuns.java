package dev.retrylab.harness.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The runs under one folder, and how people name them. */
public record StoredRuns(Path root) {
  private static final Pattern BACK = Pattern.compile("-([1-9][0-9]{0,5})");

  /** All runs, the newest first. */
  public List<RunDirectory> newestFirst() {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> scenarios = Files.list(root)) {
      return scenarios
          .filter(folder -> Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
          .flatMap(StoredRuns::within)
          .sorted(Comparator.comparing((Path run) -> run.getFileName().toString()).reversed())
          .map(RunDirectory::open)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + root, e);
    }
  }

  private static Stream<Path> within(Path scenario) {
    try (Stream<Path> runs = Files.list(scenario)) {
      return runs
          .filter(run -> Files.isRegularFile(run.resolve(RunFile.RUN.fileName())))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + scenario, e);
    }
  }

  /**
   * Finds a run.
   *
   * @param reference a folder, {@code latest}, or {@code -1} for the newest, {@code -2} for the one
   *     before it, and so on
   * @throws NoSuchRun where there is none
   */
  public RunDirectory find(String reference) {
    if (reference.equals("latest")) {
      return back(1);
    }
    if (BACK.matcher(reference).matches()) {
      return back(Integer.parseInt(reference.substring(1)));
    }
    try {
      return RunDirectory.open(Path.of(reference));
    } catch (InvalidPathException e) {
      throw new NoSuchRun("The run that was asked for has a name that no folder can have.");
    }
  }

  private RunDirectory back(int steps) {
    List<RunDirectory> runs = newestFirst();
    if (steps > runs.size()) {
      throw new NoSuchRun(
          runs.isEmpty()
              ? "There is no run in the folder %s. Start one with retry-lab run, or give the folder with --runs."
                  .formatted(root)
              : "There are only %d runs in the folder %s. List them: retry-lab list runs."
                  .formatted(runs.size(), root));
    }
    return runs.get(steps - 1);
  }
}
