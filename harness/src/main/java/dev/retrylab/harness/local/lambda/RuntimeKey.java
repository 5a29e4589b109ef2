package dev.retrylab.harness.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.retrylab.harness.local.lambda.child.LifeLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * A name for all that the files of a function's process depend on. Two checksums of different kinds
 * make it: a cryptographic one takes ten times as long in a JVM that has just started, and nobody
 * is to be kept from writing to his own cache.
 */
final class RuntimeKey {
  private final CRC32 one = new CRC32();
  private final CRC32C other = new CRC32C();
  private final byte[] buffer = new byte[1 << 16];

  private RuntimeKey() {}

  static String of(Path functionJar) throws IOException {
    RuntimeKey key = new RuntimeKey();
    for (String jar : RuntimeLayout.JARS) {
      key.add(RuntimeLayout.carried(jar));
    }
    key.add(LifeLine.class.getResourceAsStream("LifeLine.class"));
    key.add(Files.newInputStream(functionJar));
    key.add(System.getProperty("java.home"));
    key.add(System.getProperty("java.vm.version"));
    key.add(System.getProperty("os.arch"));
    key.add(Boolean.toString(RuntimeLayout.linux()));
    return "function-%08x%08x".formatted(key.one.getValue(), key.other.getValue());
  }

  private void add(InputStream content) throws IOException {
    try (content) {
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        add(buffer, n);
      }
    }
  }

  private void add(String text) {
    byte[] bytes = (text + "\0").getBytes(UTF_8);
    add(bytes, bytes.length);
  }

  private void add(byte[] bytes, int length) {
    one.update(bytes, 0, length);
    other.update(bytes, 0, length);
  }
}
