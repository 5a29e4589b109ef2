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
   * The refusal of what this engine does not have, in a sentence that says what it is: the client
   * may take it for AWS or for an emulator of all of AWS.
   *
   * @param what was asked for, such as an operation or a path
   */
  public static AwsError notServed(String what, int status) {
    return of(
        "UnknownOperationException",
        "This is the local engine of Retry Lab, and it has no %s. It serves SQS, and of Lambda, CloudWatch Logs, CloudFormation and STS what a run asks for. For all else, such as cdk deploy, use AWS or an emulator of it."
            .formatted(what.isEmpty() ? "such service" : what),
        status);
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
