package dev.retrylab.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

@DisplayName("The dead-letter queue in SQS")
final class SqsDeadLetterQueueTest {
  private final List<SendMessageRequest> requests = new ArrayList<>();

  private final SqsClient sqs =
      new SqsClient() {
        @Override
        public SendMessageResponse sendMessage(SendMessageRequest request) {
          requests.add(request);
          return SendMessageResponse.builder().messageId("copy-" + requests.size()).build();
        }

        @Override
        public String serviceName() {
          return "sqs";
        }

        @Override
        public void close() {}
      };

  @Test
  void gets_a_group_and_a_fresh_random_deduplication_id_if_it_is_FIFO() {
    SqsDeadLetterQueue queue = new SqsDeadLetterQueue(sqs, "https://host/1/dlq.fifo");
    assertThat(queue.send("body", "1")).isEqualTo("copy-1");
    assertThat(queue.send("body", "1")).isEqualTo("copy-2");
    String first = requests.get(0).messageDeduplicationId();
    String second = requests.get(1).messageDeduplicationId();
    assertThat(requests).containsExactly(fifo(first), fifo(second));
    assertThat(UUID.fromString(first)).isNotEqualTo(UUID.fromString(second));
  }

  @Test
  void gets_neither_if_it_is_a_standard_queue() {
    new SqsDeadLetterQueue(sqs, "https://host/1/dlq").send("body", "1");
    assertThat(requests)
        .containsExactly(
            SendMessageRequest.builder()
                .queueUrl("https://host/1/dlq")
                .messageBody("body")
                .build());
  }

  @Test
  void needs_a_region() {
    assertThatThrownBy(() -> SqsDeadLetterQueue.connect(Map.of(), "url"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("AWS_REGION");
  }

  @Test
  void is_connected_to_without_credentials_so_that_init_need_not_wait_for_them() {
    assertThat(SqsDeadLetterQueue.connect(Map.of("AWS_REGION", "eu-central-1"), "url").url())
        .isEqualTo("url");
  }

  @Test
  void takes_the_keys_of_the_environment_and_asks_for_them_only_where_SnapStart_put_none_there() {
    Map<String, String> keys = Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "key");
    Map<String, String> address = Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1/");
    Map<String, String> both = new HashMap<>(keys);
    both.putAll(address);

    assertThat(SqsDeadLetterQueue.credentials(keys))
        .isInstanceOf(EnvironmentVariableCredentialsProvider.class);
    assertThat(SqsDeadLetterQueue.credentials(both))
        .isInstanceOf(EnvironmentVariableCredentialsProvider.class);
    assertThat(SqsDeadLetterQueue.credentials(address))
        .isInstanceOf(ContainerCredentialsProvider.class);
  }

  private static SendMessageRequest fifo(String deduplicationId) {
    return SendMessageRequest.builder()
        .queueUrl("https://host/1/dlq.fifo")
        .messageBody("body")
        .messageGroupId("1")
        .messageDeduplicationId(deduplicationId)
        .build();
  }
}
