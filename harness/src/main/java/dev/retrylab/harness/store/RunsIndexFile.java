package dev.retrylab.harness.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Function;

/**
 * The page {@code index.html} in the folder of all runs. Runs that end at the same time write it
 * one after the other, so that the last one knows of all; a reader sees the old page or the new
 * one.
 */
public record RunsIndexFile(Path root) {
  private static final Object WITHIN_THIS_PROCESS = new Object();

  /**
   * Writes it anew.
   *
   * @param page makes the page of the runs that there are, the newest first
   * @throws RunDirectoryUnwritable where it cannot be written
   */
  public void write(Function<List<RunSummary>, String> page) {
    synchronized (WITHIN_THIS_PROCESS) {
      try (FileChannel channel =
              FileChannel.open(
                  root.resolve(".index.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE,
                  LinkOption.NOFOLLOW_LINKS);
          FileLock lock = channel.lock()) {
        WholeFile.write(
            root.resolve("index.html"), out -> out.write(page.apply(runs()).getBytes(UTF_8)));
      } catch (IOException e) {
        throw new RunDirectoryUnwritable(root, e);
      }
    }
  }

  private List<RunSummary> runs() {
    return new StoredRuns(root).newestFirst().stream().map(RunSummary::of).toList();
  }
}
