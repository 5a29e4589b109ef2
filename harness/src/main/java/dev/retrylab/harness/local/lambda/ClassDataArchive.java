package dev.retrylab.harness.local.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * An archive of the classes that a function's process loads, parsed and linked already. The JVM
 * takes no archive that does not fit its jars, and goes on without one.
 */
record ClassDataArchive(Path folder) {
  private static final Logger LOG = Logger.getLogger(ClassDataArchive.class.getName());
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private Path file() {
    return folder.resolve("classes.jsa");
  }

  /** There where making an archive has failed once: each run would lose the time again. */
  private Path failure() {
    return folder.resolve("no-classes");
  }

  /** The options of a process that uses it; none where there is no archive. */
  List<String> options() {
    return Files.exists(file()) ? List.of("-XX:SharedArchiveFile=" + file()) : List.of();
  }

  /** Makes the archive unless there is one, or none can be made here. */
  void makeOnce() throws IOException {
    if (!Files.exists(file()) && !Files.exists(failure())) {
      make();
    }
  }

  private void make() throws IOException {
    Path draft = folder.resolve("classes-" + ProcessHandle.current().pid() + ".draft");
    try {
      List<String> options = List.of("-XX:ArchiveClassesAtExit=" + draft);
      Rehearsal.run(RuntimeFiles.kept(folder), options, LIMIT);
      Files.move(draft, file(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.log(Level.FINE, "There is no archive of the function's classes", e);
      Files.deleteIfExists(draft);
      Files.write(failure(), new byte[0]);
    }
  }
}
