package dev.retrylab.harness.cli.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.util.Optional;
import java.util.jar.Manifest;

/**
 * Which sources this program was built of, as the manifest says that Maven wrote: into the jar, and
 * beside the classes for {@code mvn exec:java}.
 *
 * @param version of the program
 * @param commit as {@code git describe} names it, with {@code -dirty} where the sources had other
 *     changes; empty where they were in no Git repository
 */
public record Build(String version, Optional<String> commit) {
  /** So begins a property that Maven could not replace. */
  private static final String UNKNOWN = "${";

  /** The build of the program that runs; "development" where no Maven has built it. */
  public static Build ofThisProgram() {
    return of(Build.class);
  }

  /** The build of the jar or folder that holds a class. */
  static Build of(Class<?> type) {
    String file = "/" + type.getName().replace('.', '/') + ".class";
    String place = String.valueOf(type.getResource(file));
    try {
      URL manifest =
          URI.create(place.substring(0, place.length() - file.length()) + "/META-INF/MANIFEST.MF")
              .toURL();
      try (InputStream bytes = manifest.openStream()) {
        return of(new Manifest(bytes));
      }
    } catch (FileNotFoundException e) {
      return of(new Manifest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Build of(Manifest manifest) {
    return new Build(
        text(manifest, "Implementation-Version").orElse("development"),
        text(manifest, "Implementation-Commit").filter(commit -> !commit.startsWith(UNKNOWN)));
  }

  private static Optional<String> text(Manifest manifest, String name) {
    return Optional.ofNullable(manifest.getMainAttributes().getValue(name));
  }
}
