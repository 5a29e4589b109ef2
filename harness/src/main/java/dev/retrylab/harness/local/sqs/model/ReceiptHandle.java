package dev.retrylab.harness.local.sqs.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/**
 * What a receive gives to the receiver, to delete the message or change its visibility timeout: the
 * message, and which of its receives it was.
 */
public record ReceiptHandle(QueueName queue, MessageId message, long receipt) {
  private static final int FIXED = 3 * Long.BYTES;

  /**
   * Reads a handle that this queue gave.
   *
   * @throws dev.retrylab.harness.local.http.AwsError ReceiptHandleIsInvalid, if it did not
   */
  public static ReceiptHandle parse(String text, QueueName queue) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      UUID id = new UUID(bytes.getLong(), bytes.getLong());
      ReceiptHandle handle = new ReceiptHandle(queue, new MessageId(id), bytes.getLong());
      if (UTF_8.decode(bytes).toString().equals(queue.value())) {
        return handle;
      }
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      // Falls through: whatever this queue did not give is refused in the same words.
    }
    throw SqsErrors.invalidReceiptHandle(text);
  }

  @Override
  public String toString() {
    byte[] name = queue.value().getBytes(UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(FIXED + name.length);
    bytes.putLong(message.value().getMostSignificantBits());
    bytes.putLong(message.value().getLeastSignificantBits());
    bytes.putLong(receipt);
    bytes.put(name);
    return Base64.getUrlEncoder().encodeToString(bytes.array());
  }
}
