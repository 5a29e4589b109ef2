package dev.retrylab.harness.fidelity;

import java.util.Map;
import java.util.TreeMap;

/** Credentials for emulators, which take any; the real ones, if there are any, never go there. */
final class EmulatorCredentials implements AutoCloseable {
  private static final Map<String, String> ANY =
      Map.of("aws.accessKeyId", "test", "aws.secretAccessKey", "test", "aws.region", "us-east-1");

  private final Map<String, String> before = new TreeMap<>();

  EmulatorCredentials() {
    ANY.forEach(
        (name, value) -> {
          String old = System.setProperty(name, value);
          if (old != null) {
            before.put(name, old);
          }
        });
  }

  @Override
  public void close() {
    ANY.keySet().forEach(System::clearProperty);
    before.forEach(System::setProperty);
  }
}
