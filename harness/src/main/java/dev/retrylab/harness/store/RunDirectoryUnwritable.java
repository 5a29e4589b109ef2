package dev.retrylab.harness.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
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
    if (cause instanceof FileAlreadyExistsException) {
      return cause.getMessage() + " is in the way";
    }
    if (cause instanceof NoSuchFileException) {
      return cause.getMessage() + " does not exist";
    }
    return cause instanceof FileSystemException described && described.getReason() != null
        ? described.getReason()
        : cause.getMessage();
  }
}
