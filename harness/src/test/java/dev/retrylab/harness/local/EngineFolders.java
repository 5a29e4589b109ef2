package dev.retrylab.harness.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the engines of this process have on disk. */
public final class EngineFolders {
  private EngineFolders() {}

  /** The temporary folders that are there; that of simulated functions stays until its end. */
  public static Set<Path> ofThisProcess() throws IOException {
    String mine = "retry-lab-" + ProcessHandle.current().pid() + "-";
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(folder -> folder.getFileName().toString().startsWith(mine))
          .collect(Collectors.toSet());
    }
  }
}
