package dev.retrylab.harness.experiment;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.logging.Logger;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** What a call that failed says about what it was to send. */
final class SendFailure {
  private static final Logger LOG = Logger.getLogger(SendFailure.class.getName());
  private static final int SERVER_ERROR = 500;

  private SendFailure() {}

  /**
   * Keeps what is known after a failed call: what may have arrived stays in doubt, what was refused
   * is to be sent again.
   *
   * @throws SdkException the trouble itself where it will not pass by trying again
   */
  static void settle(SdkException e, List<String> keys, SentLog log, Instant at) {
    if (mayHaveArrived(e)) {
      LOG.info(() -> "Nobody knows whether " + keys + " arrived: " + e.getMessage());
      return;
    }
    log.refused(keys, at);
    if (!throttled(e)) {
      throw e;
    }
  }

  /** Whether the request may have arrived, though no good answer came back. */
  private static boolean mayHaveArrived(SdkException e) {
    return e instanceof AwsServiceException answer
        ? answer.statusCode() >= SERVER_ERROR && !answer.isThrottlingException()
        : e.retryable() || e.getCause() instanceof IOException;
  }

  /** Whether it was refused only for now. */
  private static boolean throttled(SdkException e) {
    return e instanceof SdkServiceException answer && answer.isThrottlingException();
  }
}
