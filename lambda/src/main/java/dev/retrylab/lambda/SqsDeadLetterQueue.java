package dev.retrylab.lambda;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
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
            .credentialsProvider(EnvironmentVariableCredentialsProvider.create())
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    return new SqsDeadLetterQueue(sqs, url);
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
