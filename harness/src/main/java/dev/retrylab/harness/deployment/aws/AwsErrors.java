package dev.retrylab.harness.deployment.aws;

import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says in a sentence or two why a call failed, and what to do. */
public final class AwsErrors {
  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired");
  private static final Set<String> UNKNOWN =
      Set.of(
          "InvalidClientTokenId",
          "UnrecognizedClientException",
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "InvalidSignatureException",
          "AuthFailure",
          "MissingAuthenticationToken");
  private static final Set<String> DENIED =
      Set.of(
          "AccessDenied",
          "AccessDeniedException",
          "UnauthorizedOperation",
          "NotAuthorized",
          "AuthorizationError");

  private static final String GRANT =
      "Grant it to whoever runs the harness; all that are needed: retry-lab doctor --policy.";

  private AwsErrors() {}

  /**
   * The sentence.
   *
   * @param action what was called, such as {@code sqs:GetQueueAttributes}
   */
  public static String sentence(SdkException e, String action) {
    if (e instanceof AwsServiceException refusal) {
      return refused(refusal, action);
    }
    String text = String.valueOf(e.getMessage());
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("unable to load region") || lower.contains("region must")) {
      return "No AWS region is set. Give --region, or set AWS_REGION or a region in the profile.";
    }
    if (lower.contains("expired") || lower.contains("sso")) {
      return "The AWS credentials have expired. Renew them, for example with aws sso login.";
    }
    if (lower.contains("unable to load credentials") || lower.contains("credentials")) {
      return "There are no AWS credentials. Give --profile, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID"
          + " and AWS_SECRET_ACCESS_KEY, or run aws sso login.";
    }
    return "%s cannot be reached: %s Check the network, --region and --endpoint-url."
        .formatted(action, withDot(text));
  }

  /** The same of a call of which nothing but its failure is known. */
  public static String sentence(SdkException e) {
    if (e instanceof AwsServiceException refusal && denied(refusal)) {
      return "A permission is missing: %s %s".formatted(withDot(message(refusal)), GRANT);
    }
    return sentence(e, "A call to the target");
  }

  private static String refused(AwsServiceException e, String action) {
    String code = code(e);
    if (EXPIRED.contains(code)) {
      return "The AWS credentials have expired. Renew them, for example with aws sso login.";
    }
    if (UNKNOWN.contains(code)) {
      return "AWS does not know the credentials (%s). Check the profile or AWS_ACCESS_KEY_ID, and that they are of this partition."
          .formatted(code);
    }
    if (denied(e)) {
      return "The permission %s is missing. %s".formatted(PolicyDocument.permission(action), GRANT);
    }
    return "%s failed: %s (%s)."
        .formatted(action, e.awsErrorDetails() == null ? e.getMessage() : message(e), code);
  }

  /** Whether the call was refused for want of a permission. */
  static boolean denied(AwsServiceException e) {
    return DENIED.contains(code(e));
  }

  /** Whether the call was refused for who made it, and not for what it asked for. */
  public static boolean ofTheCaller(AwsServiceException e) {
    return hopeless(e) || denied(e);
  }

  /** Whether the credentials are no use for any call, so that it makes no sense to go on. */
  static boolean hopeless(SdkException e) {
    if (e instanceof AwsServiceException refusal) {
      return EXPIRED.contains(code(refusal)) || UNKNOWN.contains(code(refusal));
    }
    return true;
  }

  /** The error's code; empty where the answer had none. */
  static String code(AwsServiceException e) {
    if (e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null) {
      return "";
    }
    return e.awsErrorDetails().errorCode();
  }

  private static String message(AwsServiceException e) {
    return String.valueOf(e.awsErrorDetails().errorMessage());
  }

  private static String withDot(String text) {
    return text.endsWith(".") ? text : text + ".";
  }
}
