package dev.retrylab.harness.local.sqs.wire;

import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.local.http.AwsQueryService;
import java.util.Map;

/**
 * Refuses SQS's older query protocol, which SDKs spoke until November 2023, with a sentence that
 * says what to use instead.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-json-faqs.html">
 *     Amazon SQS AWS JSON protocol FAQs</a>
 */
public final class SqsQueryProtocol implements AwsQueryService {
  /** Which clients speak the JSON protocol. */
  public static final String JSON_CLIENTS =
      "boto3 1.28.82, AWS CLI 1.29.82, AWS SDK for Java 2.21.19, or any SDK since November 2023";

  @Override
  public String call(Map<String, String> parameters) {
    throw AwsError.of(
        "InvalidAction",
        "This endpoint speaks SQS's JSON protocol only, and %s came in the older query protocol. Use a client that speaks JSON: %s."
            .formatted(parameters.get("Action"), JSON_CLIENTS),
        400);
  }
}
