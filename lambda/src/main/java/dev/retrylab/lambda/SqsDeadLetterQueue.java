package dev.retrylab.lambda;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** The dead-letter queue in SQS. */
record SqsDeadLetterQueue(SqsClient sqs, String url) implements DeadLetterQueue {

  /**
   * A client made of the parts that Lambda's environment settles anyway, so that init searches
   * neither the class path nor profiles for them. The credentials are read at the first call.
   */
  static SqsDeadLetterQueue connect(Map<String, String> environment, String url) {
    String region =
        Optional.ofNullable(environment.get("AWS_REGION"))
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "The environment variable AWS_REGION is missing: Lambda sets it, anything"
                            + " else that runs this function must set it too."));
    SqsClient sqs =
        SqsClient.builder()
            .region(Region.of(region))
            .credentialsProvider(credentials(environment))
            .httpClient(SqsHttpClient.of(environment))
            .build();
    return new SqsDeadLetterQueue(sqs, url);
  }

  /**
   * A function with SnapStart has no keys in its environment, since those of the snapshot would be
   * stale after a restore: it asks Lambda for them, at an address that is there instead.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Lambda's
   *     environment variables</a>
   */
  static AwsCredentialsProvider credentials(Map<String, String> environment) {
    boolean toBeAskedFor =
        !environment.containsKey("AWS_ACCESS_KEY_ID")
            && environment.containsKey("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    return toBeAskedFor
        ? ContainerCredentialsProvider.builder().build()
        : EnvironmentVariableCredentialsProvider.create();
  }

  @Override
  public String send(String body, String group) {
    SendMessageRequest.Builder request =
        SendMessageRequest.builder().queueUrl(url).messageBody(body);
    if (url.endsWith(".fifo")) {
      // Random: each failed attempt leaves its own copy, as in the article; a fixed id would have
      // SQS swallow the second within five minutes (fact dedup-swallow).
      request.messageGroupId(group).messageDeduplicationId(UUID.randomUUID().toString());
    }
    return sqs.sendMessage(request.build()).messageId();
  }
}
