package dev.retrylab.harness.local.sqs.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Objects;

/**
 * One attribute that a sender puts beside the body.
 *
 * @param dataType String, Number or Binary, perhaps with a label of the sender's own behind a dot
 * @param binary whether the value was given as bytes, which the digest tells apart
 * @param value the bytes of the value; a text's in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode compare the content
public record MessageAttribute(String dataType, boolean binary, byte[] value) {
  public static MessageAttribute ofText(String dataType, String value) {
    return new MessageAttribute(dataType, false, value.getBytes(UTF_8));
  }

  public static MessageAttribute ofBytes(String dataType, byte[] value) {
    return new MessageAttribute(dataType, true, value);
  }

  /** The value of an attribute that is not binary. */
  public String text() {
    return new String(value, UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MessageAttribute that
        && dataType.equals(that.dataType)
        && binary == that.binary
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Objects.hash(dataType, binary, Arrays.hashCode(value));
  }

  @Override
  public String toString() {
    return dataType + "(" + (binary ? value.length + " bytes" : text()) + ")";
  }
}
