package dev.retrylab.harness.store;

import java.io.IOException;
import java.io.OutputStream;

/** What writes the content of a file. */
@FunctionalInterface
public interface Writing {
  void to(OutputStream out) throws IOException;
}
