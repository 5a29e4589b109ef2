package dev.retrylab.harness.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files beside themselves first: a reader sees the old one or the new one, never a part. */
final class WholeFile {
  private WholeFile() {}

  /** Writes a file. */
  static void write(Path file, Writing writing) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.deleteIfExists(part); // where it is a link, what it points to is left alone
      try (OutputStream out =
          new BufferedOutputStream(Files.newOutputStream(part, StandardOpenOption.CREATE_NEW))) {
        writing.to(out);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      deleteHalfWritten(part);
      throw e;
    }
  }

  /** On a full disk its space is wanted by what comes after. */
  private static void deleteHalfWritten(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // It stays behind, under a name that nobody reads.
    }
  }
}
