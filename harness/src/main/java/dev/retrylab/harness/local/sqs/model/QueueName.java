package dev.retrylab.harness.local.sqs.model;

import java.util.regex.Pattern;

/**
 * The name of a queue: 1..80 letters, digits, hyphens and underscores. That of a FIFO queue ends
 * with {@code .fifo}, which counts.
 */
public record QueueName(String value) {
  private static final String FIFO_SUFFIX = ".fifo";
  private static final Pattern STANDARD = Pattern.compile("[A-Za-z0-9_-]{1,80}");
  private static final Pattern FIFO = Pattern.compile("[A-Za-z0-9_-]{1,75}\\.fifo");

  /** Refuses what is no queue name with AWS's sentence. */
  public QueueName {
    if (!STANDARD.matcher(value).matches() && !FIFO.matcher(value).matches()) {
      throw SqsErrors.invalidParameter(
          "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
    }
  }

  public boolean isFifo() {
    return value.endsWith(FIFO_SUFFIX);
  }

  public QueueArn arn() {
    return QueueArn.of(this);
  }

  @Override
  public String toString() {
    return value;
  }
}
