package dev.retrylab.harness.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A run directory could not be written; the message says which and what to do. */
public final class RunDirectoryUnwritable extends RuntimeException {
  RunDirectoryUnwritable(Path path, IOException cause) {
    super(
        "Cannot write the run directory %s: %s. Give another with --runs."
            .formatted(path, reason(cause)),
        cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof NoSuchFileException) {
      return "there is no such folder, and it cannot be made";
    }
    boolean known = cause instanceof FileSystemException failed && failed.getReason() != null;
    return known ? ((FileSystemException) cause).getReason() : cause.toString();
  }
}
