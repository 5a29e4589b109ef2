package dev.retrylab.harness.local.sqs.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.retrylab.harness.local.sqs.model.Digests;
import dev.retrylab.harness.local.sqs.model.MessageAttribute;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * The MD5 over message attributes that SDKs check: by name, each as length and bytes of its name,
 * of its type, one byte for text or binary, then length and bytes of its value. (SQS developer
 * guide, "Calculating the MD5 message digest for message attributes")
 */
final class AttributesDigest {
  private static final int TEXT = 1;
  private static final int BINARY = 2;

  private AttributesDigest() {}

  static String of(Map<String, MessageAttribute> attributes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TreeMap<>(attributes)
        .forEach(
            (name, attribute) -> {
              put(out, name.getBytes(UTF_8));
              put(out, attribute.dataType().getBytes(UTF_8));
              out.write(attribute.binary() ? BINARY : TEXT);
              put(out, attribute.value());
            });
    return Digests.md5Hex(out.toByteArray());
  }

  private static void put(ByteArrayOutputStream out, byte[] bytes) {
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    out.writeBytes(bytes);
  }
}
