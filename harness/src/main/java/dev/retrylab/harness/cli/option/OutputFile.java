package dev.retrylab.harness.cli.option;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.retrylab.harness.cli.exit.UsageError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A file that an option asks for. */
public record OutputFile(String option, Path file) {

  /** Writes it; half a character, which a log may hold and UTF-8 cannot, is a question mark. */
  public static void write(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(UTF_8));
  }

  /**
   * Makes sure that it can be written, before anything is done.
   *
   * @throws UsageError where it cannot
   */
  public void check() {
    if (Files.isDirectory(file)) {
      throw new UsageError("%s names %s, which is a folder.".formatted(option, file));
    }
    try {
      Path folder = Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file);
      Files.createDirectories(folder);
      if (!Files.isWritable(Files.exists(file) ? file : folder)) {
        throw new UsageError("%s names %s, which cannot be written.".formatted(option, file));
      }
    } catch (IOException e) {
      throw new UsageError(
          "%s names %s, whose folder cannot be made: %s.".formatted(option, file, e));
    }
  }
}
