package dev.retrylab.harness.scenario.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The scenario files of the program itself, in its jar or, while it is built, in a folder. */
final class BundledScenarios {
  private static final String FOLDER = "scenarios/";
  private static final String SUFFIX = ".yaml";
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");

  private BundledScenarios() {}

  /** Whether there is one of that name. */
  static boolean has(String name) {
    return NAME.matcher(name).matches() && url(name).isPresent();
  }

  /** All of them, in alphabetical order. */
  static List<String> names() {
    URL article = resource("article");
    try {
      return article.getProtocol().equals("jar") ? namesInJar(article) : namesBeside(article);
    } catch (IOException | URISyntaxException unreadable) {
      throw new IllegalStateException("Cannot list the scenarios in " + article, unreadable);
    }
  }

  static byte[] bytes(String name) {
    try (InputStream stream = resource(name).openStream()) {
      return stream.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read the scenario " + name, unreadable);
    }
  }

  private static URL resource(String name) {
    return url(name)
        .orElseThrow(() -> new IllegalStateException("The program lacks the scenario " + name));
  }

  private static Optional<URL> url(String name) {
    return Optional.ofNullable(BundledScenarios.class.getResource("/" + FOLDER + name + SUFFIX));
  }

  private static List<String> namesInJar(URL entry) throws IOException {
    JarURLConnection connection = (JarURLConnection) entry.openConnection();
    connection.setUseCaches(false);
    try (JarFile jar = connection.getJarFile()) {
      return sorted(
          jar.stream()
              .map(found -> found.getName())
              .filter(path -> path.startsWith(FOLDER))
              .map(path -> path.substring(FOLDER.length())));
    }
  }

  private static List<String> namesBeside(URL file) throws IOException, URISyntaxException {
    Path folder = Path.of(new URI(file.toString())).resolveSibling("");
    try (Stream<Path> files = Files.list(folder)) {
      return sorted(files.map(found -> found.getFileName().toString()));
    }
  }

  private static List<String> sorted(Stream<String> fileNames) {
    return fileNames
        .filter(name -> name.endsWith(SUFFIX) && name.indexOf('/') < 0)
        .map(name -> name.substring(0, name.length() - SUFFIX.length()))
        .sorted()
        .toList();
  }
}
