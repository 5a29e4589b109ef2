package dev.retrylab.harness.experiment;

import java.io.IOException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** What a call that failed says about what it was to send. */
final class SendTrouble {
  private static final int SERVER_ERROR = 500;

  private SendTrouble() {}

  /** Whether the request may have arrived, though no good answer came back. */
  static boolean mayHaveArrived(SdkException e) {
    return e instanceof AwsServiceException answer
        ? answer.statusCode() >= SERVER_ERROR && !answer.isThrottlingException()
        : e.retryable() || e.getCause() instanceof IOException;
  }

  /** Whether it was refused only for now. */
  static boolean throttled(SdkException e) {
    return e instanceof SdkServiceException answer && answer.isThrottlingException();
  }
}
