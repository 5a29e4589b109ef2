package dev.retrylab.harness.local.lambda;

import dev.retrylab.harness.local.lambda.child.LifeLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What a function's process needs on disk, in a temporary folder of this engine's own: AWS's
 * Runtime Interface Client, its native library, our main class, and the function's jar.
 *
 * <p>The native library is unpacked here once, because the client would unpack it to one fixed file
 * for all processes, and processes that start together crash on it (facts/lambda-process.md).
 */
public final class RuntimeFiles implements AutoCloseable {
  private static final String CLIENT_JAR = "aws-lambda-java-runtime-interface-client.jar";
  private static final List<String> RUNTIME_JARS =
      List.of(
          CLIENT_JAR,
          "aws-lambda-java-core.jar",
          "aws-lambda-java-serialization.jar",
          "utils-lite.jar");

  private static final String PURE_JAVA_CLIENT =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient";

  private final Path folder;
  private final List<Path> classPath;
  private final Optional<Path> nativeLibrary;

  private RuntimeFiles(Path folder, List<Path> classPath, Optional<Path> nativeLibrary) {
    this.folder = folder;
    this.classPath = List.copyOf(classPath);
    this.nativeLibrary = nativeLibrary;
  }

  /**
   * Lays everything out.
   *
   * @param functionJar copied, so that a build that goes on meanwhile changes nothing
   * @throws UncheckedIOException where the temporary folder cannot be written
   */
  public static RuntimeFiles unpack(Path functionJar) {
    try {
      StaleFolders.sweep(StaleFolders.parent());
      Path folder = StaleFolders.create(StaleFolders.parent());
      Path boot = folder.resolve("boot");
      unpackClass(LifeLine.class.getName(), boot);
      List<Path> classPath = new ArrayList<>(List.of(boot));
      for (String jar : RUNTIME_JARS) {
        classPath.add(unpackResource("/runtime/" + jar, folder.resolve("runtime").resolve(jar)));
      }
      Optional<Path> library = Optional.empty();
      if (linux()) {
        library = Optional.of(unpackNativeLibrary(folder.resolve("runtime")));
      } else {
        unpackClass(PURE_JAVA_CLIENT, boot);
      }
      Path lib = Files.createDirectories(folder.resolve("task").resolve("lib"));
      Files.copy(functionJar, lib.resolve("function.jar"));
      return new RuntimeFiles(folder, classPath, library);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot lay out the function's files: " + e, e);
    }
  }

  /** LAMBDA_TASK_ROOT: the runtime loads the function from the jars in its folder lib. */
  Path taskRoot() {
    return folder.resolve("task");
  }

  List<Path> classPath() {
    return classPath;
  }

  /** The client's native library; empty where a class in plain Java stands in for it. */
  Optional<Path> nativeLibrary() {
    return nativeLibrary;
  }

  private static void unpackClass(String name, Path root) throws IOException {
    String file = name.replace('.', '/') + ".class";
    unpackResource("/" + file, root.resolve(file));
  }

  private static Path unpackResource(String resource, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    try (InputStream in = RuntimeFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("the harness lacks its part " + resource + "; build it with package");
      }
      Files.copy(in, file);
    }
    return file;
  }

  private static Path unpackNativeLibrary(Path runtime) throws IOException {
    String name = "jni/libaws-lambda-jni." + platform() + ".so";
    try (ZipFile jar = new ZipFile(runtime.resolve(CLIENT_JAR).toFile())) {
      ZipEntry entry = jar.getEntry(name);
      if (entry == null) {
        throw new IOException("AWS's Runtime Interface Client has no library " + name);
      }
      Path file = runtime.resolve("libaws-lambda-jni.so");
      try (InputStream in = jar.getInputStream(entry)) {
        Files.copy(in, file);
      }
      return file;
    }
  }

  /** The client's library is for Linux only; the property is for trying the other way there. */
  private static boolean linux() {
    return System.getProperty("os.name").equals("Linux")
        && !Boolean.getBoolean("retry-lab.pure-java-runtime-client");
  }

  private static String platform() throws IOException {
    boolean arm = System.getProperty("os.arch").toLowerCase(Locale.ROOT).matches("aarch64|arm64");
    boolean musl;
    try (Stream<Path> libraries = Files.list(Path.of("/lib"))) {
      musl = libraries.anyMatch(file -> file.getFileName().toString().startsWith("ld-musl-"));
    }
    return (musl ? "linux_musl-" : "linux-") + (arm ? "aarch_64" : "x86_64");
  }

  @Override
  public void close() {
    StaleFolders.delete(folder);
  }
}
