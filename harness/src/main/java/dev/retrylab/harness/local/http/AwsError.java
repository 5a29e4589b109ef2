package dev.retrylab.harness.local.http;

import java.util.Optional;

/**
 * A refusal in AWS's words: what an AWS service would answer instead of doing what it was asked.
 */
public final class AwsError extends RuntimeException {
  private final String code;
  private final int status;
  private final String queryCode;

  private AwsError(String code, String message, int status, String queryCode) {
    super(message);
    this.code = code;
    this.status = status;
    this.queryCode = queryCode;
  }

  /**
   * An error without a code of an older protocol.
   *
   * @param code the name of the error's shape, such as {@code ResourceNotFoundException}
   * @param status the HTTP status, 400..599
   */
  public static AwsError of(String code, String message, int status) {
    return new AwsError(code, message, status, "");
  }

  /**
   * The same error with the code that the service's older query protocol had for it; SDKs show that
   * one to their users where there is one.
   */
  public AwsError withQueryCode(String query) {
    return new AwsError(code, getMessage(), status, query);
  }

  public String code() {
    return code;
  }

  public int status() {
    return status;
  }

  /** The code of the query protocol, such as {@code AWS.SimpleQueueService.NonExistentQueue}. */
  public Optional<String> queryCode() {
    return queryCode.isEmpty() ? Optional.empty() : Optional.of(queryCode);
  }

  /** The code that a user sees: that of the query protocol where the service has one. */
  public String visibleCode() {
    return queryCode().orElse(code);
  }

  /** Whether the sender is to blame, not the service. */
  public boolean senderFault() {
    return status < 500;
  }
}
