package dev.retrylab.harness.local.sqs.model;

import java.util.regex.Pattern;

/** The Amazon resource name of a queue: {@code arn:aws:sqs:REGION:ACCOUNT:NAME}. */
public record QueueArn(String value) {
  /** The one region of the local engine. */
  public static final String REGION = "us-east-1";

  /** The one account of the local engine. */
  public static final String ACCOUNT = "000000000000";

  private static final String PREFIX = "arn:aws:sqs:" + REGION + ":" + ACCOUNT + ":";
  private static final Pattern FORM =
      Pattern.compile("arn:aws[a-z-]*:sqs:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,80}(\\.fifo)?");

  public static QueueArn of(QueueName name) {
    return new QueueArn(PREFIX + name.value());
  }

  /** Whether it has the form of a queue's ARN, be there such a queue or not. */
  public boolean isWellFormed() {
    return FORM.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
