package dev.retrylab.harness.local.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The files of functions' processes, kept from run to run in the user's cache: a class data archive
 * spares a process classes to parse and link, and it holds only for jars that stay where they are.
 *
 * <p>Each build of the function, each JVM and each version of this program has a folder of its own,
 * which is complete when it is there. One that nobody has used for 30 days goes.
 */
record KeptRuntimes(Path root) {
  private static final Logger LOG = Logger.getLogger(KeptRuntimes.class.getName());
  private static final Duration UNUSED = Duration.ofDays(30);
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  /** Where the user's caches are by the rules of the system; empty where there is no such place. */
  static Optional<Path> folder() {
    Optional<Path> home =
        Optional.ofNullable(System.getProperty("user.home"))
            .map(Path::of)
            .filter(Path::isAbsolute)
            .filter(Files::isDirectory);
    Optional<Path> caches =
        System.getProperty("os.name").startsWith("Mac")
            ? home.map(path -> path.resolve("Library").resolve("Caches"))
            : Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .map(Path::of)
                .filter(Path::isAbsolute)
                .or(() -> home.map(path -> path.resolve(".cache")));
    return caches.map(path -> path.resolve("retry-lab"));
  }

  /** The files for a function's jar; empty where nothing can be kept here. */
  Optional<RuntimeFiles> of(Path functionJar) {
    try {
      Path folder = root.resolve(RuntimeKey.of(functionJar));
      // One at a time in this process; between processes a move decides.
      synchronized (KeptRuntimes.class) {
        prepare(folder, functionJar);
      }
      return Optional.of(RuntimeFiles.kept(folder));
    } catch (IOException | UnsupportedOperationException e) {
      LOG.log(Level.FINE, e, () -> "Nothing is kept in " + root);
      return Optional.empty();
    }
  }

  private void prepare(Path folder, Path functionJar) throws IOException {
    Files.createDirectories(root, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    // What is in there gets executed.
    if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(root))) {
      throw new IOException(root + " is open to others");
    }
    if (!Files.isDirectory(folder)) {
      layOut(folder, functionJar);
      sweep();
    }
    Files.setLastModifiedTime(folder, FileTime.from(Instant.now()));
    new ClassDataArchive(folder).makeOnce();
  }

  private void layOut(Path folder, Path functionJar) throws IOException {
    Path draft = StaleFolders.create(root);
    try {
      RuntimeLayout.lay(draft, functionJar);
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      StaleFolders.delete(draft);
      if (!Files.isDirectory(folder)) {
        throw e;
      } // else another process was faster
    }
  }

  private void sweep() throws IOException {
    StaleFolders.sweep(root);
    Instant limit = Instant.now().minus(UNUSED);
    try (Stream<Path> folders = Files.list(root)) {
      for (Path folder : (Iterable<Path>) folders::iterator) {
        if (Files.getLastModifiedTime(folder).toInstant().isBefore(limit)) {
          StaleFolders.delete(folder);
        }
      }
    }
  }
}
