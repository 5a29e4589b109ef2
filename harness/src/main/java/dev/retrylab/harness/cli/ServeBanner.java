package dev.retrylab.harness.cli;

import dev.retrylab.harness.deployment.Deployment;
import java.net.URI;
import java.util.List;

/**
 * What {@code serve} says when it is ready: where everything is, and how each kind of client is
 * told of it.
 *
 * @param scenario the name of the scenario that is deployed
 * @param arguments with which a command finds the scenario
 * @param functions what runs the functions, as a sentence
 */
record ServeBanner(
    String scenario,
    List<String> arguments,
    URI endpoint,
    Deployment deployment,
    String functions) {

  String text() {
    return places() + limits() + clients() + "\nCtrl-C ends it.\n";
  }

  private String places() {
    return """
        Serving scenario %s at %s
          source queue       %s
          dead-letter queue  %s
          log groups         %s, %s
        %s
        """
        .formatted(
            scenario,
            endpoint,
            deployment.sourceQueueUrl(),
            deployment.dlqUrl(),
            deployment.consumerLogGroup(),
            deployment.dlqConsumerLogGroup(),
            functions);
  }

  private static String limits() {
    return """

        There is one region, us-east-1, and one account, 000000000000: a request that is signed for
        another region, or that names another account, is served by these. For SQS the endpoint speaks
        the JSON protocol only, which SDKs speak since November 2023: boto3 1.28.82, AWS CLI 1.29.82,
        AWS SDK for Java 2.21.19.
        """;
  }

  /**
   * Boto3 and the AWS CLI 1 heed AWS_DEFAULT_REGION only, the other SDKs AWS_REGION. For sqs the
   * AWS CLI 1 heeds the option only, not AWS_ENDPOINT_URL.
   */
  private String clients() {
    return """

        In another terminal, for every client:

          export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local
          export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1

        SDKs and the AWS CLI 2 (the AWS CLI 1 does not heed it for sqs):

          export AWS_ENDPOINT_URL=%1$s

        AWS CLI, any version:

          aws sqs list-queues --endpoint-url %1$s

        Retry Lab:

          retry-lab run %2$s --target aws --endpoint-url %1$s
        """
        .formatted(endpoint, String.join(" ", arguments));
  }
}
