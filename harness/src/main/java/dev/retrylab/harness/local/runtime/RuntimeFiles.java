package dev.retrylab.harness.local.runtime;

import dev.retrylab.harness.local.runtime.child.RuntimeBootstrap;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What functions' processes need on disk, in a temporary folder: AWS's Runtime Interface Client,
 * its native library, our main class, and the function's jar.
 *
 * <p>The native library is unpacked here once, because the client would unpack it to one fixed file
 * for all processes, and processes that start together crash on it (measured: 7 of 18).
 */
public final class RuntimeFiles implements AutoCloseable {
  private static final String CLIENT_JAR = "aws-lambda-java-runtime-interface-client.jar";

  /** Jars that the harness carries. */
  private static final List<String> JARS =
      List.of(
          CLIENT_JAR,
          "aws-lambda-java-core.jar",
          "aws-lambda-java-serialization.jar",
          "utils-lite.jar");

  private static final List<String> OWN =
      List.of(
          RuntimeBootstrap.class.getName(),
          HandlerJar.CALLER,
          HandlerJar.CALLER + "$CatchUp",
          HandlerJar.CONTEXT);

  private final Path folder;

  private RuntimeFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes them. The folders of engines that were killed are deleted on the way.
   *
   * @param kind only processes need the native library
   * @param functionJar copied, so that a build that goes on meanwhile changes nothing
   * @throws UncheckedIOException where they cannot be written to the temporary folder, or this
   *     operating system does not run the kind
   */
  public static RuntimeFiles of(RuntimeKind kind, Path functionJar) {
    try {
      TemporaryFolders.sweep(TemporaryFolders.parent());
      RuntimeFiles files = new RuntimeFiles(TemporaryFolders.create(TemporaryFolders.parent()));
      try {
        files.write(kind, functionJar);
      } catch (Throwable failure) {
        files.close();
        throw failure;
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot lay out the function's files: " + e, e);
    }
  }

  /** LAMBDA_TASK_ROOT: the runtime loads the function from the jars in its folder lib. */
  Path taskRoot() {
    return folder.resolve("task");
  }

  List<Path> classPath() {
    return Stream.concat(Stream.of(ownClasses()), JARS.stream().map(runtime()::resolve)).toList();
  }

  /** The same, and the function's jar: all that a handler needs that is called in this process. */
  List<Path> withFunction() {
    return Stream.concat(classPath().stream(), Stream.of(functionJar())).toList();
  }

  private Path functionJar() {
    return taskRoot().resolve("lib").resolve("function.jar");
  }

  /** Whether their copy of a function's jar has the content of this one. */
  boolean carry(Path jar) {
    try {
      return Files.isRegularFile(functionJar()) && Files.mismatch(functionJar(), jar) < 0;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the function's jar: " + e, e);
    }
  }

  /** The client's native library, for processes. */
  Path nativeLibrary() {
    return runtime().resolve("libaws-lambda-jni.so");
  }

  private Path runtime() {
    return folder.resolve("runtime");
  }

  private Path ownClasses() {
    return runtime().resolve("classes");
  }

  private void write(RuntimeKind kind, Path functionJar) throws IOException {
    Files.createDirectories(runtime());
    for (String jar : JARS) {
      copyResource("/runtime/" + jar, runtime().resolve(jar));
    }
    for (String own : OWN) {
      copyClass(own);
    }
    if (kind == RuntimeKind.PROCESSES) {
      unpackNativeLibrary();
    }
    Files.createDirectories(functionJar().getParent());
    Files.copy(functionJar, functionJar());
  }

  private void copyClass(String name) throws IOException {
    String file = name.replace('.', '/') + ".class";
    Path copy = ownClasses().resolve(file);
    Files.createDirectories(copy.getParent());
    copyResource("/" + file, copy);
  }

  private static void copyResource(String name, Path file) throws IOException {
    try (InputStream in = RuntimeFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the harness lacks its part " + name + "; build it with package");
      }
      Files.copy(in, file);
    }
  }

  private void unpackNativeLibrary() throws IOException {
    if (!RuntimeKind.PROCESSES.runsOn(RuntimeKind.operatingSystem())) {
      throw new IOException("AWS's Runtime Interface Client is for Linux only");
    }
    String name = "jni/libaws-lambda-jni." + platform() + ".so";
    try (ZipFile jar = new ZipFile(runtime().resolve(CLIENT_JAR).toFile())) {
      ZipEntry entry = jar.getEntry(name);
      if (entry == null) {
        throw new IOException("AWS's Runtime Interface Client has no library " + name);
      }
      try (InputStream in = jar.getInputStream(entry)) {
        Files.copy(in, nativeLibrary());
      }
    }
  }

  private static String platform() throws IOException {
    boolean arm = System.getProperty("os.arch").toLowerCase(Locale.ROOT).matches("aarch64|arm64");
    boolean musl;
    try (Stream<Path> libraries = Files.list(Path.of("/lib"))) {
      musl = libraries.anyMatch(file -> file.getFileName().toString().startsWith("ld-musl-"));
    }
    return (musl ? "linux_musl-" : "linux-") + (arm ? "aarch_64" : "x86_64");
  }

  /** Deletes them when this process ends: also where nobody closes them before. */
  void deleteAtExit() {
    try (Stream<Path> files = Files.walk(folder)) {
      // A folder comes before what is in it, and the JVM deletes in the reverse order.
      files.map(Path::toFile).forEach(File::deleteOnExit);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list the function's files: " + e, e);
    }
  }

  /** Deletes them. */
  @Override
  public void close() {
    TemporaryFolders.delete(folder);
  }
}
