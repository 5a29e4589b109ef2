package dev.retrylab.harness.local.lambda;

import dev.retrylab.harness.local.lambda.child.LifeLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Where everything is in a folder for functions' processes.
 *
 * <p>The native library is unpacked there once, because the client would unpack it to one fixed
 * file for all processes, and processes that start together crash on it (facts/lambda-process.md).
 */
final class RuntimeLayout {
  private static final String CLIENT_JAR = "aws-lambda-java-runtime-interface-client.jar";

  /** Jars that the harness carries. */
  static final List<String> JARS =
      List.of(
          CLIENT_JAR,
          "aws-lambda-java-core.jar",
          "aws-lambda-java-serialization.jar",
          "utils-lite.jar");

  /** Our own classes; a jar, since a class data archive takes no folder. */
  private static final String OWN_JAR = "life-line.jar";

  private static final String PURE_JAVA_CLIENT =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient";

  private RuntimeLayout() {}

  static Path taskRoot(Path folder) {
    return folder.resolve("task");
  }

  static Path nativeLibrary(Path folder) {
    return runtime(folder).resolve("libaws-lambda-jni.so");
  }

  /** Our own classes come first: one of them may stand in for one of the client's. */
  static List<Path> classPath(Path folder) {
    return Stream.concat(Stream.of(OWN_JAR), JARS.stream())
        .map(jar -> runtime(folder).resolve(jar))
        .toList();
  }

  private static Path runtime(Path folder) {
    return folder.resolve("runtime");
  }

  /** Writes everything into an empty folder. */
  static void lay(Path folder, Path functionJar) throws IOException {
    Files.createDirectories(runtime(folder));
    for (String jar : JARS) {
      try (InputStream in = carried(jar)) {
        Files.copy(in, runtime(folder).resolve(jar));
      }
    }
    List<String> own = new ArrayList<>(List.of(LifeLine.class.getName()));
    if (linux()) {
      unpackNativeLibrary(folder);
    } else {
      own.add(PURE_JAVA_CLIENT);
    }
    packOwn(own, runtime(folder).resolve(OWN_JAR));
    Path lib = Files.createDirectories(taskRoot(folder).resolve("lib"));
    Files.copy(functionJar, lib.resolve("function.jar"));
  }

  private static void packOwn(List<String> classes, Path jar) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (String name : classes) {
        String file = name.replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry(file));
        try (InputStream in = resource("/" + file)) {
          in.transferTo(out);
        }
      }
    }
  }

  /** One of the jars that the harness carries. */
  static InputStream carried(String jar) throws IOException {
    return resource("/runtime/" + jar);
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = RuntimeLayout.class.getResourceAsStream(name);
    if (in == null) {
      throw new IOException("the harness lacks its part " + name + "; build it with package");
    }
    return in;
  }

  private static void unpackNativeLibrary(Path folder) throws IOException {
    String name = "jni/libaws-lambda-jni." + platform() + ".so";
    try (ZipFile jar = new ZipFile(runtime(folder).resolve(CLIENT_JAR).toFile())) {
      ZipEntry entry = jar.getEntry(name);
      if (entry == null) {
        throw new IOException("AWS's Runtime Interface Client has no library " + name);
      }
      try (InputStream in = jar.getInputStream(entry)) {
        Files.copy(in, nativeLibrary(folder));
      }
    }
  }

  /** The client's library is for Linux only; the property is for trying the other way there. */
  static boolean linux() {
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
}
