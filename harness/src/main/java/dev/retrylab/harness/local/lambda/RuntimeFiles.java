package dev.retrylab.harness.local.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a function's process needs on disk: AWS's Runtime Interface Client, its native library, our
 * main class, the function's jar, and an archive of the classes that these load.
 */
public final class RuntimeFiles implements AutoCloseable {
  private final Path folder;
  private final boolean temporary;

  private RuntimeFiles(Path folder, boolean temporary) {
    this.folder = folder;
    this.temporary = temporary;
  }

  /**
   * Those of an earlier run, where they were kept; else they are laid out and kept for the next.
   *
   * @param functionJar copied, so that a build that goes on meanwhile changes nothing
   * @throws UncheckedIOException where they can be written neither to the user's cache nor to the
   *     temporary folder
   */
  public static RuntimeFiles of(Path functionJar) {
    return KeptRuntimes.folder()
        .flatMap(root -> new KeptRuntimes(root).of(functionJar))
        .orElseGet(() -> temporary(functionJar));
  }

  /** Lays everything out in a temporary folder of this engine's own. */
  static RuntimeFiles temporary(Path functionJar) {
    try {
      StaleFolders.sweep(StaleFolders.parent());
      Path folder = StaleFolders.create(StaleFolders.parent());
      try {
        RuntimeLayout.lay(folder, functionJar);
      } catch (Throwable failure) {
        StaleFolders.delete(folder);
        throw failure;
      }
      return new RuntimeFiles(folder, /* temporary= */ true);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot lay out the function's files: " + e, e);
    }
  }

  static RuntimeFiles kept(Path folder) {
    return new RuntimeFiles(folder, /* temporary= */ false);
  }

  /** LAMBDA_TASK_ROOT: the runtime loads the function from the jars in its folder lib. */
  Path taskRoot() {
    return RuntimeLayout.taskRoot(folder);
  }

  List<Path> classPath() {
    return RuntimeLayout.classPath(folder);
  }

  /** The client's native library; empty where a class in plain Java stands in for it. */
  Optional<Path> nativeLibrary() {
    return Stream.of(RuntimeLayout.nativeLibrary(folder)).filter(Files::exists).findFirst();
  }

  ClassDataArchive classData() {
    return new ClassDataArchive(folder);
  }

  @Override
  public void close() {
    if (temporary) {
      StaleFolders.delete(folder);
    }
  }
}
