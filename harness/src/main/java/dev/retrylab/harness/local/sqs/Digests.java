package dev.retrylab.harness.local.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digests of the SQS protocol, as lower-case hex. */
public final class Digests {
  private Digests() {}

  public static String md5Hex(String text) {
    return hex("MD5", text.getBytes(UTF_8));
  }

  public static String md5Hex(byte[] bytes) {
    return hex("MD5", bytes);
  }

  public static String sha256Hex(String text) {
    return hex("SHA-256", text.getBytes(UTF_8));
  }

  private static String hex(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has " + algorithm, e);
    }
  }
}
