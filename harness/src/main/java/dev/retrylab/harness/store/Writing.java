package dev.retrylab.harness.store;

import java.io.IOException;
import java.io.Writer;

/** What writes the content of a file. */
@FunctionalInterface
public interface Writing {
  void to(Writer out) throws IOException;
}
